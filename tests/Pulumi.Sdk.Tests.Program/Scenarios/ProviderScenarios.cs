using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class ProviderScenarios
{
    public static void Providers()
    {
        var provider = new Prov("p1", new ProvArgs { Region = "west", Flag = true, Secret = Output.CreateSecret("tok") });
        _ = new R("dflt", new RArgs { Name = "x" });
        _ = new R("expl", new RArgs { Name = "x" }, new() { Provider = provider });
        _ = new R("ver", new RArgs { Name = "x" },
            new() { Version = "1.2.3", PluginDownloadURL = "https://example.com/plugins" });
        var comp = new Leafy("comp", new() { Providers = { provider } });
        _ = new R("kid", new RArgs { Name = "x" }, new() { Parent = comp });
        var comp2 = new Leafy("comp2", new() { Provider = provider });
        _ = new R("kid2", new RArgs { Name = "x" }, new() { Parent = comp2 });
        _ = new Prov("p2", new ProvArgs { Region = "x" }, new() { Version = "4.5.6", EnvVarMappings = { ["NEW"] = "OLD" } });
    }

    public static async Task PackagesAsync()
    {
        _ = new PackageResource("a");
        _ = new PackageResource("b");
        await Deployment.Instance.InvokeAsync<object>("ext:index:get", new ThingArgs { Q = "v" }, null, Package());
    }

    private static RegisterPackageRequest Package() => new(
        "base", "1.0.0", "https://example.com/dl",
        new Dictionary<string, byte[]> { ["linux-amd64"] = [1, 2, 3] },
        new RegisterPackageRequest.PackageParameterization("ext", "2.0.0", [9, 8]),
        null);

    private sealed class PackageResource(string name)
        : CustomResource("ext:index:RP", name, new RArgs { Name = "x" }, null, Package());
}
