namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// A folder with the scripts of <c>build/ci</c> and nothing else, in which a step's command can run without touching the
/// repository.
/// </summary>
internal sealed class ScriptFolder : IDisposable
{
    public ScriptFolder()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(),
            "The scripts are run by the Linux agents of both CI systems; here is no bash.");
        Directory.CreateDirectory(Path.Combine(Root, "build", "ci"));
        foreach (var script in Directory.GetFiles(Repository.At("build/ci"), "*.sh"))
            File.Copy(script, Path.Combine(Root, "build", "ci", Path.GetFileName(script)));
    }

    public string Root { get; } = TestFolders.Create("mlops-ci-").FullName;

    public string Summary => Path.Combine(Root, "summary-of-the-run.md");

    public string At(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>Puts a program in front of those on the PATH.</summary>
    public void WriteProgram(string name, string script, Dictionary<string, string> variables)
    {
        Write($"bin/{name}", $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        variables["PATH"] = $"{At("bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
    }

    public Task<(int ExitCode, string Output, string Error)> RunAsync(string command, Dictionary<string, string> variables) =>
        Shell.RunAsync(command, Root, variables, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
