using Google.Protobuf;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>What depends on the features that the engine says it has (protocol section 8).</summary>
public sealed class FeatureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task G1_without_references_a_resource_is_its_id_and_a_component_its_URN(bool supported)
    {
        var outputs = (await RunAsync("references", "resourceReferences", supported)).OfType<RegisterResourceOutputsRequest>()
            .Single(request => request.Urn.Contains("pulumi:pulumi:Stack", StringComparison.Ordinal)).Outputs.Fields;
        if (supported)
        {
            Assert.Equal("id-a", outputs["custom"].StructValue.Fields["id"].StringValue);
            Assert.False(outputs["component"].StructValue.Fields.ContainsKey("id"));
            return;
        }
        Assert.Equal("id-a", outputs["custom"].StringValue);
        Assert.Equal("urn:pulumi:dev::proj::t:c:Leafy::comp", outputs["component"].StringValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task G3_V9_remote_components_get_outputs_with_their_origin_if_the_engine_can_take_them(bool supported)
    {
        var inputs = Find(await RunAsync("remote", "outputValues", supported), "remote").Object.Fields;
        if (!supported)
        {
            Assert.Equal("x", inputs["name"].StringValue);
            return;
        }
        var name = inputs["name"].StructValue.Fields;
        Assert.Equal("d0e6a833031e9bbcd3f4e8bde6ca49a4", name["4dabf18193072939515e22adb298388d"].StringValue);
        Assert.Equal("x", name["value"].StringValue);
        Assert.Equal("urn:pulumi:dev::proj::t:m:R::a", Assert.Single(name["dependencies"].ListValue.Values).StringValue);
        // A secret without dependencies, too.
        var link = inputs["link"].StructValue.Fields;
        Assert.Equal("d0e6a833031e9bbcd3f4e8bde6ca49a4", link["4dabf18193072939515e22adb298388d"].StringValue);
        Assert.Equal(("pw", true), (link["value"].StringValue, link["secret"].BoolValue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task G4_O10_without_alias_specs_inherited_aliases_are_worked_out_here(bool supported)
    {
        var requests = await RunAsync("aliases", "aliasSpecs", supported);
        var (parent, child) = (Find(requests, "newname"), Find(requests, "newname-kid"));
        if (supported)
        {
            Assert.Equal("oldname", Assert.Single(parent.Aliases).Spec.Name);
            Assert.Empty(child.Aliases);
            return;
        }
        Assert.Equal(["urn:pulumi:dev::proj::t:c:Leafy::oldname"], parent.AliasURNs);
        Assert.Equal(["urn:pulumi:dev::proj::t:c:Leafy$t:m:R::oldname-kid"], child.AliasURNs);
    }

    [Theory]
    [InlineData("deleted-with", "deletedWith",
        "The Pulumi CLI does not support the DeletedWith option. Please update the Pulumi CLI.")]
    [InlineData("packages", "parameterization", "The Pulumi CLI does not support parameterization")]
    public async Task G5_G6_options_that_the_engine_does_not_know_are_errors(string program, string feature, string message)
    {
        var log = Assert.Single((await RunAsync(program, feature, false, 32)).OfType<LogRequest>()
            .Select(request => request.Message).Distinct());
        Assert.Contains(message, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R21_a_call_passes_the_resource_and_where_arguments_come_from()
    {
        var call = Assert.Single((await RunAsync("call", "none", false)).OfType<ResourceCallRequest>());
        Assert.Equal("t:m:R/method", call.Tok);
        Assert.Equal("id-a", call.Args.Fields["__self__"].StructValue.Fields["id"].StringValue);
        Assert.Equal("urn:pulumi:dev::proj::t:m:R::a", Assert.Single(call.ArgDependencies["q"].Urns));
    }

    private static RegisterResourceRequest Find(IEnumerable<IMessage> requests, string name) =>
        requests.OfType<RegisterResourceRequest>().Single(request => request.Name == name);

    private static async Task<List<IMessage>> RunAsync(string program, string feature, bool supported, int exitCode = 0)
    {
        await using var engine =
            await RecordingEngine.StartAsync(EchoAnswers.AnswerAsync, asked => asked != feature || supported);
        var run = await ProgramRun.StartAsync(engine.Address, [program]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        return [.. engine.Exchanges.Select(exchange => exchange.Request)];
    }
}
