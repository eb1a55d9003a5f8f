namespace Pulumi;

public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : this(type, name, args, options, null)
    {
    }

    public CustomResource(
        string type,
        string name,
        ResourceArgs? args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, true, args, CustomResourceOptions.Merge(null, options), package: registerPackageRequest)
    {
    }

    /// <summary>A resource that this run doesn't register.</summary>
    private protected CustomResource(string urn)
        : base(urn)
    {
    }

    public Output<string> Id { get; internal set; } = null!;
}
