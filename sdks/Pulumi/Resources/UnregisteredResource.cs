namespace Pulumi;

/// <summary>A resource of which only the URN and perhaps the id are known: no class of its type is loaded (I25, protocol R16).</summary>
internal sealed class UnregisteredResource : CustomResource
{
    public UnregisteredResource(string urn, string? id = null)
        : base(urn) => Id = Output.Create(id!);
}
