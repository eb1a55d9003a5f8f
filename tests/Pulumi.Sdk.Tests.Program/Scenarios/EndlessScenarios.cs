using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

/// <summary>Programs whose run would never end: resources wait for themselves or for each other.</summary>
internal static class EndlessScenarios
{
    /// <summary>
    /// What a component stands for is settled once the dependency is there: with these, when all resources are.
    /// </summary>
    private static readonly TaskCompletionSource End = new();

    public static Task<int> RunAsync(string kind) => kind switch
    {
        "component" => ToEndAsync(ComponentBelow),
        "remote" => Deployment.RunAsync(Remote),
        "read" => Deployment.RunAsync(Read),
        "stack" => Deployment.RunAsync<SelfStack>(),
        "provider" => ToEndAsync(Provider),
        "invoke" => ToEndAsync(Invoke),
        "mutual" => ToEndAsync(Mutual),
        _ => throw new ArgumentException($"There is no endless program '{kind}'."),
    };

    private static Task<int> ToEndAsync(Action program) => Deployment.RunAsync(() =>
    {
        program();
        End.SetResult();
    });

    private static Output<T> AtEnd<T>(T value) => Output.Create(WaitAsync(value));

    private static async Task<T> WaitAsync<T>(T value)
    {
        await End.Task;
        return value;
    }

    private static void ComponentBelow()
    {
        var outer = new Leafy("outer");
        var inner = new Leafy("inner", new() { Parent = outer, DependsOn = { AtEnd<Resource>(outer) } });
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
        var provider = new Prov("p", new ProvArgs { Region = "west" }, new() { DependsOn = { AtEnd<Resource>(outer) } });
        _ = new R("child", new RArgs { Name = "x" }, new() { Parent = outer, Provider = provider });
    }

    private static void Invoke()
    {
        var outer = new Leafy("outer");
        var result = Deployment.Instance.Invoke<ThingResult>(
            "t:m:getThing", new ThingInvokeArgs { Q = AtEnd("v") }, new InvokeOutputOptions { DependsOn = { outer } });
        _ = new R("child", new RArgs { Name = result.Apply(thing => thing.Q!) }, new() { Parent = outer });
    }

    private static void Mutual()
    {
        var (one, two) = (new Leafy("one"), new Leafy("two"));
        _ = new R("first", new RArgs { Name = "x" }, new() { Parent = one, DependsOn = { AtEnd<Resource>(two) } });
        _ = new R("second", new RArgs { Name = one.Urn, Link = AtEnd("x") }, new() { Parent = two });
    }

    private sealed class SelfStack : Stack
    {
        public SelfStack() => _ = new R("child", new RArgs { Name = Urn });
    }

    private sealed class RemoteComponent(string name, RArgs args, ComponentResourceOptions options)
        : ComponentResource("t:c:Remote", name, args, options, true, null);
}
