using System.Text.RegularExpressions;
using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Repairing;

/// <summary>Which subscription a pending resource was going to.</summary>
/// <param name="export">The stack.</param>
/// <param name="given">What the command line says; null for nothing, and it counts before all else.</param>
/// <param name="configured">What the stack's configuration or the environment says; null for nothing.</param>
internal sealed partial class Subscriptions(StackExport export, string? given, string? configured)
{
    /// <summary>
    /// The subscription: that of its provider, or that of the provider's other resources, or the configured one.
    /// </summary>
    /// <param name="operation">The pending operation.</param>
    /// <returns>Its id; null if nothing says it.</returns>
    public string? Of(ExportedOperation operation)
    {
        if (given is not null) return given;
        if (operation.Provider is { } provider)
        {
            var urn = provider[..Math.Max(0, provider.LastIndexOf("::", StringComparison.Ordinal))];
            if (export.Resources.FirstOrDefault(resource => resource.Urn == urn)?.SubscriptionId is { } own) return own;
            // One provider, one subscription; an id may name another one only where it begins with what a resource is attached
            // to.
            var others = export.Resources
                .Where(resource => resource.Provider == provider && resource.Type == "azure-native:resources:ResourceGroup")
                .Select(resource => InId().Match(resource.Id ?? "")).Where(match => match.Success)
                .Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (others is [var only]) return only;
        }

        return configured;
    }

    [GeneratedRegex("^/subscriptions/([^/]+)/", RegexOptions.IgnoreCase)]
    private static partial Regex InId();
}
