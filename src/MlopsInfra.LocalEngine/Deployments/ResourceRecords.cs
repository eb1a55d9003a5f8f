using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>What the state keeps of a resource.</summary>
internal static class ResourceRecords
{
    /// <summary>The record of a resource that is as the program wants it.</summary>
    /// <param name="resource">What the program wants.</param>
    /// <param name="old">What it continues; null if it is new.</param>
    /// <param name="id">The id.</param>
    /// <param name="provider">The provider's reference.</param>
    /// <param name="inputs">The checked inputs.</param>
    /// <param name="outputs">The outputs, marked.</param>
    public static ResourceRecord From(RegisteredResource resource, ResourceRecord? old, string? id, string? provider,
        PropertyMap inputs, PropertyMap outputs)
    {
        var goal = resource.Goal;
        var isChanged = old is null || old.Id != id || !old.Inputs.Equals(inputs) || !old.Outputs.Equals(outputs);
        return new ResourceRecord
        {
            Urn = resource.Urn,
            Type = goal.Type,
            Custom = goal.Custom,
            Id = id,
            Inputs = inputs,
            Outputs = outputs,
            Parent = goal.Parent,
            Provider = provider,
            // The SDKs send them in no fixed order: sorted, so that an unchanged resource says the same each time.
            Dependencies = [.. goal.Dependencies.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            PropertyDependencies = Sorted(goal.PropertyDependencies),
            Protect = goal.Protect,
            RetainOnDelete = goal.RetainOnDelete,
            DeletedWith = goal.DeletedWith,
            ReplaceWith = goal.ReplaceWith,
            ReplacementTrigger = goal.ReplacementTrigger,
            AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
            DeleteTimeout = goal.Timeouts.Delete,
            ImportId = goal.ImportId ?? old?.ImportId,
            Created = old?.Created ?? DateTimeOffset.UtcNow,
            Modified = isChanged ? DateTimeOffset.UtcNow : old!.Modified,
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Sorted(
        ImmutableDictionary<string, ImmutableArray<string>> dependencies) =>
        dependencies.Where(entry => !entry.Value.IsEmpty).ToImmutableDictionary(
            entry => entry.Key,
            entry => entry.Value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);
}
