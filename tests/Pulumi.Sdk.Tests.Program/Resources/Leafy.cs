namespace Pulumi.Sdk.Tests.Program.Resources;

/// <summary>A component without outputs.</summary>
internal sealed class Leafy : ComponentResource
{
    public Leafy(string name, ComponentResourceOptions? options = null)
        : base("t:c:Leafy", name, options) => RegisterOutputs();
}
