using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>The folder of its own that a job's process has. It is gone when the job has ended.</summary>
/// <param name="path">Where it is.</param>
internal sealed class JobFolder(string path) : IDisposable
{
    /// <summary>The folder itself.</summary>
    public string Root { get; } = path;

    /// <summary>The code, which the process starts in.</summary>
    public string Code => Path.Combine(Root, "code");

    /// <summary>The inputs, each below its name.</summary>
    public string Inputs => Path.Combine(Root, "inputs");

    /// <summary>The log.</summary>
    public string Log => Path.Combine(Root, "logs", "std_log.txt");

    /// <summary>Where the process writes an output.</summary>
    /// <param name="name">The output.</param>
    /// <param name="output">What is said of it.</param>
    public string Output(string name, JobOutput output) =>
        output.IsFile ? Path.Combine(OutputFolder(name), InnerPaths.FileName(name)) : OutputFolder(name);

    /// <summary>Makes it, empty.</summary>
    /// <param name="outputs">The outputs.</param>
    public void Create(IReadOnlyDictionary<string, JobOutput> outputs)
    {
        Dispose();
        PrivateFiles.CreateFolder(Code);
        PrivateFiles.CreateFolder(Inputs);
        foreach (var name in outputs.Keys) PrivateFiles.CreateFolder(OutputFolder(name));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    private string OutputFolder(string name) => Path.Combine(Root, "outputs", InnerPaths.FileName(name));
}
