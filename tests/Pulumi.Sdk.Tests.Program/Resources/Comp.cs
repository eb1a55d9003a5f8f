namespace Pulumi.Sdk.Tests.Program.Resources;

/// <summary>A component with a child, a component below it, a grandchild, and a resource below a custom one.</summary>
internal sealed class Comp : ComponentResource
{
    public Comp(string name, ComponentResourceOptions? options = null)
        : base("t:c:Comp", name, options)
    {
        Child = new R($"{name}-child", new RArgs { Name = "c" }, new() { Parent = this });
        var sub = new Leafy($"{name}-sub", new() { Parent = this });
        var grand = new R($"{name}-grand", new RArgs { Name = Child.Name }, new() { Parent = sub });
        _ = new R($"{name}-under-custom", new RArgs { Name = "uc" }, new() { Parent = grand });
        Out = grand.Name;
        RegisterOutputs(new Dictionary<string, object?>
        {
            ["out"] = Out,
            ["sec"] = Pulumi.Output.CreateSecret(1),
            ["child"] = Child,
            ["none"] = null,
        });
    }

    public R Child { get; }

    public Output<string> Out { get; }
}
