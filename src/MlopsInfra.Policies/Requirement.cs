namespace MlopsInfra.Policies;

/// <summary>What a rule asks of an input, or of what stands beside the resource.</summary>
public sealed class Requirement
{
    private readonly Func<DeclaredResource, string, DeclaredResources, IEnumerable<InputValue>> _findBroken;

    private Requirement(string text, Func<DeclaredResource, string, DeclaredResources, IEnumerable<InputValue>> findBroken)
    {
        Text = text;
        _findBroken = findBroken;
    }

    /// <summary>What is asked, to be read after "it has to".</summary>
    public string Text { get; }

    /// <summary>Asked of each value at the rule's path; an unknown value keeps it.</summary>
    internal static Requirement OfValue(string text, Func<InputValue, bool> holds) => new(
        text, (resource, path, _) => InputPath.Find(resource.Inputs, path).Where(value => !value.IsUnknown && !holds(value)));

    /// <summary>Asked of each value at the rule's path, or of what stands beside the resource.</summary>
    internal static Requirement OfGraph(string text, Func<DeclaredResource, InputValue, DeclaredResources, bool> holds) => new(
        text, (resource, path, all) => InputPath.Find(resource.Inputs, path).Where(value => !holds(resource, value, all)));

    /// <summary>The values that break it.</summary>
    internal IEnumerable<InputValue> FindBroken(DeclaredResource resource, string path, DeclaredResources all) =>
        _findBroken(resource, path, all);
}
