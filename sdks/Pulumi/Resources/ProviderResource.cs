namespace Pulumi;

public class ProviderResource : CustomResource
{
    private const string TypePrefix = "pulumi:providers:";

    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, null)
    {
    }

    public ProviderResource(
        string package,
        string name,
        ResourceArgs args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : base(TypePrefix + package, name, args, options, registerPackageRequest)
    {
    }

    internal string Package => GetResourceType()[TypePrefix.Length..];
}
