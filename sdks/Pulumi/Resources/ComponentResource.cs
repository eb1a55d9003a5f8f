namespace Pulumi;

public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, null, options, false, null)
    {
    }

    public ComponentResource(
        string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : this(type, name, args, options, remote, null)
    {
    }

    public ComponentResource(
        string type,
        string name,
        ResourceArgs? args,
        ComponentResourceOptions? options,
        bool remote,
        RegisterPackageRequest? registerPackageRequest = null)
        : base(type, name, false, args, ComponentResourceOptions.Merge(null, options), remote, registerPackageRequest)
    {
    }

    /// <summary>Registers the values of the component's own [Output] properties (U9).</summary>
    protected void RegisterOutputs() => RegisterOutputs(OutputProperties.Read(this));

    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs) =>
        Deployment.Current.RegisterOutputs(this, outputs);
}
