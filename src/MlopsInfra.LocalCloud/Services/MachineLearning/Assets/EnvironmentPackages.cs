using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>What an environment asks of Python.</summary>
internal static class EnvironmentPackages
{
    /// <summary>The packages of its conda file; none where it has no such file.</summary>
    /// <param name="environment">The environment; null for none.</param>
    public static IReadOnlyList<WantedPackage> Of(AssetReference? environment) =>
        environment?.Properties?["condaFile"].AsText() is { Length: > 0 } conda ? WantedPackages.OfConda(conda) : [];

    /// <summary>What it is called in messages, as in <c>sklearn:2</c>.</summary>
    /// <param name="environment">The environment; null for none.</param>
    public static string NameOf(AssetReference? environment) =>
        environment?.Id.Split('/') is [.., var name, _, var version] ? $"{name}:{version}" : environment?.Id ?? "";
}
