using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>The environment variables that every workload has: of the host's, none but the way to programs.</summary>
internal static class WorkloadEnvironment
{
    /// <summary>Where the programs are that a workload finds before all others.</summary>
    /// <param name="folder">The workload's own folder.</param>
    public static string ProgramsOf(string folder) => Path.Combine(folder, "bin");

    /// <summary>Makes them, and the folders that they name.</summary>
    /// <param name="folder">The workload's own folder.</param>
    /// <param name="python">The Python that <c>python</c> and <c>python3</c> are to be; null for none.</param>
    public static Dictionary<string, string> Create(string folder, PythonInstallation? python)
    {
        var (home, temporary) = (Path.Combine(folder, "home"), Path.Combine(folder, "tmp"));
        PrivateFiles.CreateFolder(home);
        PrivateFiles.CreateFolder(temporary);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["HOME"] = home,
            ["TMPDIR"] = temporary,
            ["LANG"] = "C.UTF-8",
            // What is printed shows in the log at once.
            ["PYTHONUNBUFFERED"] = "1",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };
        if (python is null) return environment;
        environment["PATH"] = $"{python.LinkInto(ProgramsOf(folder))}{Path.PathSeparator}{environment["PATH"]}";
        // Packages that a user installed for himself are below a home that the workload does not have.
        if (python.UserBase is { } user) environment["PYTHONUSERBASE"] = user;
        return environment;
    }
}
