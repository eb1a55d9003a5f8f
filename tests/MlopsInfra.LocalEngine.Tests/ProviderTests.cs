using MlopsInfra.LocalEngine.Tests.Support;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalEngine.Tests.Support.Properties;

namespace MlopsInfra.LocalEngine.Tests;

/// <summary>Which provider does the work, what it is configured with, and functions.</summary>
public sealed class ProviderTests
{
    [Fact]
    public async Task The_default_provider_is_configured_once_from_the_stack_and_is_no_step()
    {
        using var stack = new TestStack("config:\n  test:region: north\n  proj:other: x\n");
        var result = await stack.MustUpAsync(program => Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => program.CustomAsync($"r{i}", null, request => request.Version = "1.2.3"))));
        var (package, version, configuration) = Assert.Single(stack.Cloud.Configurations);
        Assert.Equal(("test", "1.2.3", "north", 1), (package, version, configuration.Text("region"), configuration.Count));
        Assert.DoesNotContain(result.Steps, step => step.Type.StartsWith("pulumi:providers", StringComparison.Ordinal));
        Assert.Contains(await stack.Stack.ReadResourcesAsync(), record => record.Type == "pulumi:providers:test");
        await stack.DestroyAsync();
        Assert.Empty(await stack.Stack.ReadResourcesAsync());
    }

    [Fact]
    public async Task An_explicit_provider_is_a_resource_and_is_deleted_after_what_it_manages()
    {
        using var stack = new TestStack();
        var result = await stack.MustUpAsync(async program =>
        {
            var provider = await program.CustomAsync("north", Of(("region", "north")), type: "pulumi:providers:test");
            await program.CustomAsync("a", null, request => request.Provider = $"{provider.Urn}::{provider.Id}");
        });
        Assert.Equal(["Create a", "Create north"], result.Changes());
        Assert.Equal("north", Assert.Single(stack.Cloud.Configurations).Configuration.Text("region"));

        // Nobody runs the program for that: the provider comes from the state.
        var destroy = await stack.DestroyAsync();
        Assert.Empty(destroy.Errors);
        Assert.Equal(["a", "north"], destroy.Steps.Where(step => step.IsCustom).Select(step => step.Name));
        Assert.Equal("north", stack.Cloud.Configurations.Last().Configuration.Text("region"));
    }

    [Fact]
    public async Task Another_provider_means_another_place_and_the_same_configuration_the_same_place()
    {
        using var stack = new TestStack();
        async Task Program(WireClient program, string name, string region)
        {
            var provider = await program.CustomAsync(name, Of(("region", region)), type: "pulumi:providers:test");
            await program.CustomAsync("a", null, request => request.Provider = $"{provider.Urn}::{provider.Id}");
        }

        await stack.MustUpAsync(program => Program(program, "one", "north"));
        stack.Cloud.TakeCalls();
        await stack.MustUpAsync(program => Program(program, "two", "north"));
        Assert.Empty(stack.Cloud.TakeCalls());
        var moved = await stack.MustUpAsync(program => Program(program, "three", "south"));
        Assert.Equal(["create a", "delete a"], stack.Cloud.TakeCalls());
        Assert.Equal("its provider changed",
            moved.Steps.Single(step => step is { Name: "a", Operation: StepOperation.Replace }).ReplacementReason);
    }

    [Fact]
    public async Task A_provider_that_refuses_its_configuration_and_an_unknown_package_fail_their_resources()
    {
        using var stack = new TestStack("config:\n  test:wrong: x\n");
        var refused = await stack.UpAsync(program => program.CustomAsync("a"));
        Assert.Equal(("InvalidConfiguration", "The setting 'wrong' is wrong."),
            (Assert.Single(refused.Errors).Code, refused.Errors[0].Message));
        var unknown = await stack.UpAsync(program => program.CustomAsync("a", type: "nobody:index:Thing"));
        Assert.Equal((DeploymentErrorCodes.UnknownPackage, "nobody"),
            (Assert.Single(unknown.Errors).Code, unknown.Errors[0].Target));
    }

    [Fact]
    public async Task A_function_is_called_with_plain_arguments_and_its_secrets_stay_marked()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(async program =>
        {
            var response = await program.InvokeAsync("test:index:echo", Of(("x", Secret("y"))));
            var values = Protocol.WireReader.ReadMap(response.Return);
            Assert.Equal((PropertyValue)"y", values["x"]);
            Assert.IsType<PropertyValue.Secret>(values["key"]);
        });
    }

    [Fact]
    public async Task A_function_that_fails_counts_only_if_the_program_can_not_do_without()
    {
        using var stack = new TestStack();
        var caught = await stack.UpAsync(async program =>
        {
            await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => program.InvokeAsync("test:index:nothing", PropertyMap.Empty));
            var picky = await program.InvokeAsync("test:index:picky", PropertyMap.Empty);
            Assert.Equal("size", Assert.Single(picky.Failures).Property);
        });
        Assert.Empty(caught.Errors);
        var uncaught = await stack.UpAsync(program => program.InvokeAsync("test:index:nothing", PropertyMap.Empty));
        Assert.Equal("NoSuchFunction", Assert.Single(uncaught.Errors).Code);
    }

    [Fact]
    public async Task Another_stack_of_the_project_can_be_referred_to()
    {
        using var stack = new TestStack();
        await stack.MustUpAsync(program => program.OutputsAsync(program.Stack,
            Of(("open", "1"), ("closed", Secret("topsecret")))));
        File.WriteAllText(Path.Combine(stack.Directory, "Pulumi.prod.yaml"), "config: {}\n");
        var prod = LocalStack.Open(stack.Directory, "prod");
        var result = await prod.UpAsync(new InlineProgram(async program =>
        {
            var read = await program.ReadAsync("ref", "organization/proj/dev", "pulumi:pulumi:StackReference");
            var outputs = ((PropertyValue.Obj)read["outputs"]).Members;
            Assert.Equal("1", outputs.Text("open"));
            Assert.Equal((PropertyValue)Secret("topsecret"), outputs["closed"]);
            Assert.Equal(new PropertyValue.List(["closed"]), read["secretOutputNames"]);
        }), stack.Cloud);
        Assert.Empty(result.Errors);
        var missing = await prod.UpAsync(new InlineProgram(program => program.ReadAsync("ref", "organization/proj/test",
            "pulumi:pulumi:StackReference")), stack.Cloud);
        Assert.Contains("there are dev, prod", Assert.Single(missing.Errors).Message, StringComparison.Ordinal);
    }
}
