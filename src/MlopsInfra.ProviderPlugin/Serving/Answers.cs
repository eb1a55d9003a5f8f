using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Serving;

/// <summary>What a provider answers, as an engine understands it.</summary>
internal static class Answers
{
    /// <summary>Outputs; what was secret in the inputs stays secret in them.</summary>
    public static Struct Outputs(PropertyMap outputs, PropertyMap inputs) =>
        WireWriter.WriteMap(SecretMarks.Carry(outputs, inputs, []));

    /// <summary>What is wrong with inputs.</summary>
    public static IEnumerable<Wire.CheckFailure> Failures(ImmutableArray<CheckFailure> failures) =>
        failures.Select(failure => new Wire.CheckFailure
    {
        Property = failure.Property,
        Reason = failure.Code is null ? failure.Reason : $"{failure.Code}: {failure.Reason}",
    });

    /// <summary>A comparison of inputs.</summary>
    public static Wire.DiffResponse Of(DiffResult diff)
    {
        var response = new Wire.DiffResponse
        {
            Changes = diff.Changes.IsEmpty
                ? Wire.DiffResponse.Types.DiffChanges.DiffNone : Wire.DiffResponse.Types.DiffChanges.DiffSome,
            HasDetailedDiff = true,
            DeleteBeforeReplace = diff.DeleteBeforeReplace,
        };
        foreach (var change in diff.Changes)
        {
            response.DetailedDiff[change.Path] = new Wire.PropertyDiff { Kind = KindOf(change), InputDiff = true };
            response.Diffs.Add(change.Path);
            if (change.ForcesReplacement) response.Replaces.Add(change.Path);
        }

        return response;
    }

    /// <summary>A comparison of a provider's own configuration: a change never replaces the resources that it made.</summary>
    public static Wire.DiffResponse OfConfiguration(PropertyMap old, PropertyMap now)
    {
        var changed = old.Keys.Union(now.Keys).Where(key => !Equals(old.GetValueOrDefault(key), now.GetValueOrDefault(key)))
            .Order(StringComparer.Ordinal).ToList();
        var response = new Wire.DiffResponse
        {
            Changes =
                changed.Count == 0 ? Wire.DiffResponse.Types.DiffChanges.DiffNone : Wire.DiffResponse.Types.DiffChanges.DiffSome,
        };
        response.Diffs.Add(changed);
        return response;
    }

    private static Wire.PropertyDiff.Types.Kind KindOf(PropertyChange change) => (change.Kind, change.ForcesReplacement) switch
    {
        (PropertyChangeKind.Add, false) => Wire.PropertyDiff.Types.Kind.Add,
        (PropertyChangeKind.Add, true) => Wire.PropertyDiff.Types.Kind.AddReplace,
        (PropertyChangeKind.Delete, false) => Wire.PropertyDiff.Types.Kind.Delete,
        (PropertyChangeKind.Delete, true) => Wire.PropertyDiff.Types.Kind.DeleteReplace,
        (_, false) => Wire.PropertyDiff.Types.Kind.Update,
        (_, true) => Wire.PropertyDiff.Types.Kind.UpdateReplace,
    };
}
