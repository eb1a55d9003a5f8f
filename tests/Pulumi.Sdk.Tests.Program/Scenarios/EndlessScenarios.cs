using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

/// <summary>Programs whose run would never end: resources wait for themselves or for each other.</summary>
internal static class EndlessScenarios
{
    public static Task<int> RunAsync(string kind) => kind switch
    {
        "component" => Deployment.RunAsync(ComponentBelow),
        "remote" => Deployment.RunAsync(Remote),
        "read" => Deployment.RunAsync(Read),
        "stack" => Deployment.RunAsync<SelfStack>(),
        "provider" => Deployment.RunAsync(Provider),
        "invoke" => Deployment.RunAsync(Invoke),
        "mutual" => Deployment.RunAsync(Mutual),
        _ => throw new ArgumentException($"There is no endless program '{kind}'."),
    };

    private static void ComponentBelow()
    {
        var outer = new Leafy("outer");
        var inner = new Leafy("inner", new() { Parent = outer, DependsOn = { outer } });
        _ = new R("child", new RArgs { Name = "x" }, new() { Parent = inner });
    }

    private static void Remote()
    {
        var outer = new Leafy("outer");
        _ = new RemoteComponent("child", new RArgs { Name = outer.Urn }, new() { Parent = outer });
    }

    private static void Read()
    {
        var outer = new Leafy("outer");
        _ = new R("child", null, new() { Parent = outer, Id = "the-id", DependsOn = { outer } });
    }

    private static void Provider()
    {
        var outer = new Leafy("outer");
        var provider = new Prov("p", new ProvArgs { Region = "west" }, new() { DependsOn = { outer } });
        _ = new R("child", new RArgs { Name = "x" }, new() { Parent = outer, Provider = provider });
    }

    private static void Invoke()
    {
        var outer = new Leafy("outer");
        // What the component stands for is settled when the argument is there: then the child is, too.
        var result = Deployment.Instance.Invoke<ThingResult>(
            "t:m:getThing", new ThingInvokeArgs { Q = new R("first", new RArgs { Name = "x" }).Name }, new InvokeOutputOptions { DependsOn = { outer } });
        _ = new R("child", new RArgs { Name = result.Apply(thing => thing.Q!) }, new() { Parent = outer });
    }

    private static void Mutual()
    {
        var (one, two) = (new Leafy("one"), new Leafy("two"));
        _ = new R("first", new RArgs { Name = "x" }, new() { Parent = one, DependsOn = { two } });
        _ = new R("second", new RArgs { Name = one.Urn }, new() { Parent = two });
    }

    private sealed class SelfStack : Stack
    {
        public SelfStack() => _ = new R("child", new RArgs { Name = Urn });
    }

    private sealed class RemoteComponent(string name, RArgs args, ComponentResourceOptions options)
        : ComponentResource("t:c:Remote", name, args, options, true, null);
}
