namespace Pulumi;

public readonly struct Urn(string value) : IEquatable<Urn>
{
    private readonly string _value = value;

    public static implicit operator string(Urn value) => value._value;

    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    /// <summary>A parent brings its types, stack and project along (U7).</summary>
    public static Output<string> Create(
        Input<string> name,
        Input<string> type,
        Resource? parent = null,
        Input<string>? parentUrn = null,
        Input<string>? project = null,
        Input<string>? stack = null)
    {
        var deployment = Deployment.Current;
        var above = parent is not null ? parent.Urn.Apply(urn => (string?)urn) : parentUrn.ToOutput().Apply(urn => (string?)urn);
        return Output.Tuple(
            name.ToOutput(),
            type.ToOutput(),
            above,
            (project ?? deployment.ProjectName).ToOutput(),
            (stack ?? deployment.StackName).ToOutput())
            .Apply(parts => Build(parts.Item1, parts.Item2, parts.Item3, parts.Item4, parts.Item5));
    }

    public bool Equals(Urn other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;

    private static string Build(string name, string type, string? parentUrn, string project, string stack) =>
        (parentUrn is null
            ? new ResourceUrn(stack, project, type, name) : ResourceUrn.Parse(parentUrn).Child(type, name)).ToString();
}
