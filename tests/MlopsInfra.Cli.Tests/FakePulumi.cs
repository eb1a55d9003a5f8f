using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>A <c>pulumi</c> on the PATH that exports what it is given, and keeps what it is asked for.</summary>
internal sealed class FakePulumi : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-pulumi-");
    private readonly Mlops _mlops;

    /// <summary>Puts it before everything else on the command's PATH.</summary>
    /// <param name="mlops">The command.</param>
    /// <param name="export">What <c>pulumi stack export</c> prints.</param>
    /// <param name="refreshExitCode">What <c>pulumi refresh</c> ends with.</param>
    public FakePulumi(Mlops mlops, string export, int refreshExitCode = 0)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for pulumi is a shell script.");
        _mlops = mlops;
        File.WriteAllText(Path.Combine(_folder.FullName, "export.json"), export);
        var script = Path.Combine(_folder.FullName, "pulumi");
        File.WriteAllText(script, $"""
            #!/bin/sh
            here='{_folder.FullName}'
            if [ "$1 $2" = "stack export" ]; then exec cat "$here/export.json"; fi
            for word in "$@"; do echo "$word" >> "$here/words"; done
            echo "Refreshing (dev)"
            exit {refreshExitCode}
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        mlops.Environment["PATH"] = $"{_folder.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
    }

    /// <summary>The words of what was run besides the export; empty if nothing was.</summary>
    public IReadOnlyList<string> Words =>
        File.Exists(Path.Combine(_folder.FullName, "words")) ? File.ReadAllLines(Path.Combine(_folder.FullName, "words")) : [];

    public void Dispose()
    {
        _mlops.Environment.Remove("PATH");
        _folder.Delete(recursive: true);
    }
}
