using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary><c>--json</c>: exactly one document on standard output, of the form that docs/cli.md gives.</summary>
public sealed class JsonDocumentTests(DevStack dev) : IClassFixture<DevStack>
{
    private const string Steps = "steps:[{op,type,name,urn,id,parent}],summary:{create,update,replace,same,delete},outputs:{}";
    private const string Published = "published:{endpoint,deployment,assets:[{kind,name,version,op}]}";

    [Fact]
    public async Task Every_command_prints_its_document()
    {
        Assert.Equal($"{{stack,operation,{Steps}}}", JsonShape.Of(dev.Up));

        var preview = await RunAsync("local", "preview", "dev");
        Assert.Equal($"{{stack,operation,{Steps}}}", JsonShape.Of(preview));
        Assert.Equal(("dev", "preview"), Head(preview));

        var refresh = await RunAsync("local", "refresh", "dev");
        Assert.Equal($"{{stack,operation,{Steps}}}", JsonShape.Of(refresh));
        Assert.Equal(("dev", "refresh"), Head(refresh));

        var plan = await RunAsync("publish", "dev", "--local", "--dry-run");
        Assert.Equal($"{{stack,operation,{Published}}}", JsonShape.Of(plan));
        Assert.Equal(("dev", "publish"), Head(plan));

        var up = await RunAsync("local", "up", "dev");
        Assert.Equal($"{{stack,operation,{Steps},{Published}}}", JsonShape.Of(up));
        Assert.Equal(("dev", "up"), Head(up));

        var publish = await RunAsync("publish", "dev", "--local");
        Assert.Equal($"{{stack,operation,{Published}}}", JsonShape.Of(publish));

        using var other = new Mlops();
        var nothing = (await other.LocalAsync("destroy", "dev", "--json")).ExitsWith(0).Json();
        Assert.Equal("{stack,operation,steps:[],summary:{create,update,replace,same,delete},outputs:{}}", JsonShape.Of(nothing));
        Assert.Equal(("dev", "destroy"), Head(nothing));
    }

    [Theory]
    [InlineData("local", "preview", "staging")]
    [InlineData("local", "up", "staging")]
    [InlineData("local", "refresh", "staging")]
    [InlineData("local", "destroy", "staging")]
    [InlineData("local", "serve", "staging")]
    [InlineData("publish", "staging")]
    [InlineData("publish", "staging", "--local")]
    public async Task Every_failure_is_a_document_as_well(params string[] arguments)
    {
        var result = (await dev.Mlops.RunAsync([.. arguments, "--json"])).ExitsWith(2);
        var error = result.Json();
        Assert.Equal("{error:{code,message,target}}", JsonShape.Of(error));
        Assert.Equal("UnknownStack", error.GetProperty("error").GetProperty("code").GetString());
        Assert.StartsWith("error UnknownStack: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_errors_are_details_of_one()
    {
        using var mlops = new Mlops();
        using var project = new ProjectCopy();
        project.WriteStack("dev",
            "config:\n  mlops-infra:location: westeurope\n  mlops-infra:workload: Machine Learning\n  mlops-infra:colour: "
                + "blue\n");
        var result = (await mlops.LocalAsync("up", "dev", "--project", project.Directory, "--json")).ExitsWith(2);
        Assert.Matches(
            @"^\{error:\{code,message(,target)?,details:\[\{code,message(,target)?\}(\|\{code,message(,target)?\})*\]\}\}$",
            JsonShape.Of(result.Json()));
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var result = (await dev.Mlops.RunAsync([.. arguments, "--json", "--store", dev.Mlops.Store])).ExitsWith(0);
        Assert.Empty(result.Error);
        return result.Json();
    }

    private static (string?, string?) Head(JsonElement document) =>
        (document.GetProperty("stack").GetString(), document.GetProperty("operation").GetString());
}
