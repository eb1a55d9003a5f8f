namespace MlopsInfra.Components;

/// <summary>Who else releases the models of this environment.</summary>
public sealed record ReleaseOptions
{
    /// <summary>
    /// The environments that take models and images from here: their names, and the object ids (GUIDs) of their release
    /// identities, which their stacks have as the output <c>releaseIdentityPrincipalId</c>. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Targets { get; init; } = new Dictionary<string, string>();

    internal void Check(Problems problems, string path, string environment)
    {
        foreach (var (name, id) in Targets.OrderBy(target => target.Key, StringComparer.Ordinal))
        {
            var argument = $"{path}.{nameof(Targets)}.{name}";
            ResourceNames.CheckEnvironment(problems, argument, name);
            problems.Require(name != environment, argument, name,
                "an environment has the rights on itself already; leave it out.");
            problems.Require(Guid.TryParse(id, out _), argument, id,
                "a GUID is needed: 'pulumi stack output releaseIdentityPrincipalId --stack NAME' tells it.");
        }
    }
}
