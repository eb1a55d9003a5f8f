namespace Pulumi;

/// <summary>A URN taken apart: urn:pulumi:STACK::PROJECT::TYPES::NAME, TYPES joined with $ (protocol U2).</summary>
internal readonly record struct ResourceUrn(string Stack, string Project, string QualifiedType, string Name)
{
    public const string Prefix = "urn:pulumi:";

    public string Type => QualifiedType[(QualifiedType.LastIndexOf('$') + 1)..];

    public static ResourceUrn Parse(string urn)
    {
        var parts = urn.Split("::", 4);
        return parts.Length == 4 && parts[0].StartsWith(Prefix, StringComparison.Ordinal)
            ? new ResourceUrn(parts[0][Prefix.Length..], parts[1], parts[2], parts[3])
            : throw new ArgumentException($"'{urn}' is no URN: it has to look like urn:pulumi:STACK::PROJECT::TYPE::NAME.");
    }

    /// <summary>The URN of a resource below the one with this URN, in its stack and project (U7).</summary>
    public ResourceUrn Child(string type, string name) =>
        this with { QualifiedType = QualifiedType == Pulumi.Stack.TypeToken ? type : $"{QualifiedType}${type}", Name = name };

    public override string ToString() => $"{Prefix}{Stack}::{Project}::{QualifiedType}::{Name}";
}
