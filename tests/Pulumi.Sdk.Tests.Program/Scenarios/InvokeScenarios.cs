using Pulumi.Sdk.Tests.Program.Resources;

namespace Pulumi.Sdk.Tests.Program.Scenarios;

internal static class InvokeScenarios
{
    public static async Task<IDictionary<string, object?>> InvokeAsync()
    {
        var deployment = Deployment.Instance;
        var plain = await deployment.InvokeAsync<ThingResult>("t:m:getThing", new ThingArgs { Q = "v", N = 3, L = ["a"] });
        Log.Info($"plain result {plain.Q} {plain.Num} {string.Join(",", plain.Items)}");
        var a = new R("a", new RArgs { Name = "x" });
        var provider = new Prov("p1", new ProvArgs { Region = "west" });
        var thing = deployment.Invoke<ThingResult>(
            "t:m:getThing", new ThingInvokeArgs { Q = a.Name, S = Output.CreateSecret("sec") });
        var dep = deployment.Invoke<ThingResult>("t:m:getDep", new ThingInvokeArgs { Q = "lit" }, new InvokeOutputOptions
        {
            Provider = provider,
            Version = "9.9.9",
            PluginDownloadURL = "https://example.com/x",
            DependsOn = { a },
        });
        var single = deployment.InvokeSingle<string>("t:m:getSingle", new ThingInvokeArgs { Q = "lit" });
        await deployment.InvokeAsync("t:m:voidFn", new ThingArgs { Q = "v" });
        _ = new R("user", new RArgs
        {
            Name = thing.Apply(result => result.Q!),
            Link = dep.Apply(result => result.Q!),
            Tags = { ["s"] = single },
        });
        return new Dictionary<string, object?>
        {
            ["q"] = thing.Apply(result => result.Q),
            ["secret"] = thing.Apply(result => result.S),
            ["single"] = single,
        };
    }
}
