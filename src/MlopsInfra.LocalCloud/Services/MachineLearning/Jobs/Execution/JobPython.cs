using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>The Python of an environment, as far as this machine has it.</summary>
internal sealed class JobPython(PythonInstallations installations)
{
    /// <summary>Finds it, and says in the log how it differs.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="JobException">There is no Python here.</exception>
    public async Task<PythonInstallation> FindAsync(AssetReference environment, WorkloadLog log)
    {
        var (name, wanted) = (EnvironmentPackages.NameOf(environment), EnvironmentPackages.Of(environment));
        var python = await installations.BestAsync(wanted)
            ?? throw JobException.User($"The environment '{name}' needs Python. {installations.WhyNone}");
        if (PackageDifferences.Between(name, wanted, python) is { } difference) log.WriteLine($"[local cloud] {difference}");
        else if (wanted.Count == 0)
            log.WriteLine(
                $"[local cloud] Environment '{name}' has no conda file that could be compared with Python {python.Version} at "
                + $"{python.Executable}.");
        return python;
    }
}
