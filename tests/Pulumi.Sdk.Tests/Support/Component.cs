namespace Pulumi.Sdk.Tests.Support;

/// <summary>A component that lets a test call its protected members.</summary>
internal sealed class Component(string name, ComponentResourceOptions? options = null, string type = "test:c:Component")
    : ComponentResource(type, name, options)
{
    [Output("first")]
    public Output<string>? First { get; set; }

    public void Register() => RegisterOutputs();

    public void Register(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);

    public void Register(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);

    public void Register(Output<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);
}
