namespace MlopsInfra.AzureTypes;

/// <summary>One mistake of a body.</summary>
/// <param name="Kind">What kind of mistake it is.</param>
/// <param name="Path">Where it is, as in <c>properties.agentPoolProfiles[0].name</c>; empty for the whole body.</param>
/// <param name="Message">What is wrong. Holds no value: it could be secret.</param>
public sealed record BodyMistake(MistakeKind Kind, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} at '{Path}': {Message}";
}
