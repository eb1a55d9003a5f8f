using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// Which inputs may be there together, and how many items there may be, in Terraform's words as the bridge passes them on
/// (github.com/pulumi/pulumi-azuredevops/issues/573 shows one).
/// </summary>
internal sealed class TerraformRules(TerraformType type, string name, PropertyMap inputs)
{
    private readonly TerraformPresence _presence = new(type.Inputs, inputs);

    /// <summary>All breaches.</summary>
    public IEnumerable<CheckFailure> Failures() => _presence.Places().SelectMany(Failures);

    private IEnumerable<CheckFailure> Failures(TerraformPlace place) =>
        new[] { ExactlyOneOf(place), AtLeastOneOf(place), RequiredWith(place), Conflict(place),
            Items(place) }.OfType<CheckFailure>();

    private CheckFailure? ExactlyOneOf(TerraformPlace place)
    {
        if (place.Property.ExactlyOneOf.IsEmpty) return null;
        var all = All(place.Property.ExactlyOneOf, place);
        var values = all.Select(path => (Path: path, Value: _presence.Find(path))).ToList();
        var specified =
            values.Where(found => found.Value is not (null or PropertyValue.UnknownValue)).Select(found => found.Path).ToList();
        if (specified.Count > 1)
            return Failure("Invalid combination of arguments",
                $"\"{place.Path}\": only one of `{Join(all)}` can be specified, but `{Join(specified)}` were specified.", place);
        return specified.Count == 0 && !values.Exists(found => found.Value is PropertyValue.UnknownValue)
            ? Failure("Invalid combination of arguments", $"\"{place.Path}\": one of `{Join(all)}` must be specified", place)
            : null;
    }

    private CheckFailure? AtLeastOneOf(TerraformPlace place)
    {
        if (place.Property.AtLeastOneOf.IsEmpty) return null;
        var all = All(place.Property.AtLeastOneOf, place);
        return all.Any(path => _presence.Find(path) is not null)
            ? null
            : Failure("Missing required argument", $"\"{place.Path}\": one of `{Join(all)}` must be specified", place);
    }

    private CheckFailure? RequiredWith(TerraformPlace place)
    {
        if (place.Property.RequiredWith.IsEmpty || place.Value is null) return null;
        var all = All(place.Property.RequiredWith, place);
        return all.All(path => path == place.Path || _presence.Find(path) is not null)
            ? null
            : Failure("Missing required argument", $"\"{place.Path}\": all of `{Join(all)}` must be specified", place);
    }

    private CheckFailure? Conflict(TerraformPlace place)
    {
        if (place.Value is null or PropertyValue.UnknownValue) return null;
        return place.Property.ConflictsWith.FirstOrDefault(path =>
            _presence.Find(path) is not (null or PropertyValue.UnknownValue)) is { } other
            ? Failure("Conflicting configuration arguments", $"\"{place.Path}\": conflicts with {other}", place)
            : null;
    }

    private CheckFailure? Items(TerraformPlace place)
    {
        if (place.Value is not PropertyValue.List list) return null;
        var (least, most, count) = (place.Property.MinItems, place.Property.MaxItems, list.Items.Length);
        if (most > 0 && count > most)
            return Failure("Too many list items",
                $"Attribute {place.Path} supports {most} item maximum, but config has {count} declared.", place);
        return count < least
            ? Failure("Not enough list items",
                $"Attribute {place.Path} requires {least} item minimum, but config has only {count} declared.", place)
            : null;
    }

    private CheckFailure Failure(string summary, string detail, TerraformPlace place) =>
        new("", $"{summary}. {detail}. Examine values at '{name}.{place.Shown}'.");

    private static List<string> All(IEnumerable<string> paths, TerraformPlace place) =>
        [.. paths.Append(place.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Join(IEnumerable<string> paths) => string.Join(',', paths);
}
