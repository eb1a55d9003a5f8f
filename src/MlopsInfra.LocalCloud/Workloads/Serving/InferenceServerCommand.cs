using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Workloads.Serving;

/// <summary>
/// The command <c>azmlinfsrv</c> for images that install Azure's inference server: this cloud's own server, with the contract of
/// that one. It comes first even where Microsoft's is installed, which has no option for its address and listens to everybody.
/// </summary>
/// <param name="host">Has the folder of the server.</param>
internal sealed class InferenceServerCommand(WorkloadHost host)
{
    /// <summary>The package that the command comes with.</summary>
    public const string Package = "azureml-inference-server-http";

    /// <summary>Where the server lies.</summary>
    public string Folder => host.FolderOf("servers", "inference");

    /// <summary>Adds the command to the programs of a workload, where its image installs the server.</summary>
    /// <param name="folder">The workload's own folder.</param>
    /// <param name="wanted">What its image installs.</param>
    /// <param name="python">The Python that runs it; null for none, and then there is no command.</param>
    public void AddTo(string folder, IEnumerable<WantedPackage> wanted, PythonInstallation? python)
    {
        if (python is null || !wanted.Any(package => package.Name == Package)) return;
        python.AddCommand(WorkloadEnvironment.ProgramsOf(folder), "azmlinfsrv", "-u", RunnerFiles.Extract(Folder));
    }
}
