using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class RemoteScenarios
{
    /// <summary>A remote component gets outputs with their origin (protocol V9).</summary>
    public static IDictionary<string, object?> Remote()
    {
        var a = new R("a", new RArgs { Name = "x" });
        var component = new RemoteComponent("remote", new RArgs { Name = a.Name, Link = Output.CreateSecret("pw") });
        return new Dictionary<string, object?> { ["computed"] = component.Computed };
    }

    public static IDictionary<string, object?> Call()
    {
        var a = new R("a", new RArgs { Name = "x" });
        var result = Deployment.Instance.Call<ThingResult>("t:m:R/method", new MethodArgs { Q = a.Name }, a);
        return new Dictionary<string, object?> { ["q"] = result.Apply(value => value.Q) };
    }

    private sealed class RemoteComponent(string name, RArgs args)
        : ComponentResource("t:c:Remote", name, args, null, true, null)
    {
        [Output("computed")]
        public Output<string> Computed { get; private set; } = null!;
    }

    private sealed class MethodArgs : CallArgs
    {
        [Input("q")]
        public Input<string>? Q { get; set; }
    }
}
