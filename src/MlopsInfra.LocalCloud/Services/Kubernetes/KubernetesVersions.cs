using System.Globalization;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>
/// Which versions of Kubernetes AKS takes for something new ("Supported Kubernetes versions in AKS", autumn of 2026). Regions
/// differ by a few weeks; what is older or newer by more is refused everywhere.
/// </summary>
internal static class KubernetesVersions
{
    /// <summary>What a cluster gets that asks for none.</summary>
    public const string Default = "1.34";

    private const int OldestLongTerm = 30;
    private const int Oldest = 34;
    private const int Newest = 36;

    /// <summary>The versions that there are, from the oldest on, and which are for long-term support only.</summary>
    public static IReadOnlyList<(string Minor, bool IsLongTermOnly)> All { get; } =
        [.. Enumerable.Range(OldestLongTerm, Newest - OldestLongTerm + 1).Select(minor => ($"1.{minor}", minor < Oldest))];

    /// <summary>
    /// Refuses a version that there is none of, or none any more. What is there keeps its version; where none is said, AKS
    /// chooses.
    /// </summary>
    /// <param name="put">The PUT of the cluster or of the pool.</param>
    /// <param name="path">Where the version stands.</param>
    /// <param name="code">The code of the refusal: clusters and pools have one each.</param>
    /// <param name="hasLongTermSupport">Whether the cluster pays for long-term support.</param>
    public static void Check(PutContext put, string path, string code, bool hasLongTermSupport)
    {
        if (put.Body.Text(path) is not { } version || version == put.Existing?.Body.Text(path)) return;
        var parts = version.Split('.');
        var minor = parts.Length is 2 or 3 && parts[0] == "1"
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (minor is >= Oldest and <= Newest || (hasLongTermSupport && minor is >= OldestLongTerm and <= Newest)) return;
        var name = put.Id.Name;
        throw new ArmException(400, code, minor is >= OldestLongTerm and < Oldest
            ? $"Managed cluster {name} is on version {version}, which is only available for Long-Term Support (LTS). If you "
                + "intend to onboard to LTS, please ensure the cluster is in Premium tier and LTS support plan."
            : $"{name} is on version {version} which is not supported in this region. Please use [az aks get-versions] command "
                + "to get the supported version list in this region.", path);
    }
}
