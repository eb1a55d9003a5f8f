using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class TreeScenarios
{
    public static void Component() => _ = new Comp("outer");

    public static void Dependencies()
    {
        var a = new R("a", new RArgs { Name = "x", Count = 1 });
        var b = new R("b", new RArgs { Name = a.Name, Count = a.Count });
        _ = new R("c", new RArgs
        {
            Name = Output.Format($"{a.Name}-{b.Name}"),
            List = { a.Name, "lit" },
            Nested = new NestedArgs { Key = a.Urn },
            Tags = { ["k"] = b.Id },
        });
        var component = new Comp("cc");
        _ = new R("d", new RArgs { Name = component.Out, Link = component.Urn });
        _ = new R("e", new RArgs { Name = "resref", Any = a });
        _ = new R("f", new RArgs { Name = "resref2", Any = component });
    }

    public static void ComponentArgs() => _ = new WithArgs("incomplete", new NeededArgs());

    private sealed class WithArgs(string name, NeededArgs args) : ComponentResource("t:c:WithArgs", name, args);

    private sealed class NeededArgs : ResourceArgs
    {
        [Input("needed", required: true)]
        public Input<string>? Needed { get; set; }
    }
}
