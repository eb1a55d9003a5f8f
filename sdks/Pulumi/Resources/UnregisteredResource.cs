namespace Pulumi;

/// <summary>
/// A resource of which only the URN is known: an answer named it, or no class of its type is loaded (I25, protocol O7, R16).
/// It has neither type nor name, and its id is null.
/// </summary>
internal sealed class UnregisteredResource : CustomResource
{
    public UnregisteredResource(string urn)
        : base(urn) => Id = Output.Create((string)null!);
}
