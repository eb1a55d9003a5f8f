using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Resource options and providers (P rows).</summary>
public sealed class OptionTests
{
    [Fact]
    public async Task P1_lists_of_fresh_options_are_empty_and_may_be_null() => await Run.UpdateAsync(new RecordingMocks(), () =>
    {
        var options = new CustomResourceOptions();
        Assert.Empty(options.IgnoreChanges);
        Assert.Empty(options.Aliases);
        Assert.Empty(options.EnvVarMappings);
        Assert.True(options.Hooks.IsEmpty);
        Assert.Null(options.Protect);
        _ = new AnyResource("r", null, new()
        {
            DependsOn = null!, IgnoreChanges = null!, ResourceTransformations = null!, AdditionalSecretOutputs = null!,
            ReplaceOnChanges = null!,
        });
    });

    [Fact]
    public async Task P1_aliases_may_not_be_null() => Assert.Contains(
        "System.ArgumentNullException: Value cannot be null. (Parameter 'source')",
        Assert.Single(await Run.ErrorsAsync(() => Run.UpdateAsync(
            new RecordingMocks(), () => _ = new AnyResource("r", null, new() { Aliases = null! })))),
        StringComparison.Ordinal);

    [Fact]
    public void P3_P4_a_merge_takes_the_seconds_values_and_joins_lists()
    {
        var first = new CustomResourceOptions { Protect = true, Version = "1", IgnoreChanges = { "a" }, ImportId = "i" };
        var second = new CustomResourceOptions { Protect = false, IgnoreChanges = { "a", "b" }, DeleteBeforeReplace = true };
        var merged = CustomResourceOptions.Merge(first, second);
        Assert.Equal((false, "1", "i", true), (merged.Protect, merged.Version, merged.ImportId, merged.DeleteBeforeReplace));
        Assert.Equal(["a", "a", "b"], merged.IgnoreChanges);
        Assert.Equal(["a"], first.IgnoreChanges);
        Assert.NotNull(CustomResourceOptions.Merge(null, null));
        Assert.NotNull(ComponentResourceOptions.Merge(null, new() { Protect = true }));
    }

    [Fact]
    public void P5_environment_mappings_are_joined_into_the_firsts_own_dictionary()
    {
        var first = new CustomResourceOptions { EnvVarMappings = { ["A"] = "1", ["B"] = "1" } };
        var merged = CustomResourceOptions.Merge(first, new() { EnvVarMappings = { ["B"] = "2" } });
        Assert.Equal("2", merged.EnvVarMappings["B"]);
        Assert.Equal("2", first.EnvVarMappings["B"]);
    }

    [Fact]
    public async Task P6_P7_providers_are_joined_per_package_and_not_allowed_beside_Provider()
    {
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(new RecordingMocks(), () =>
        {
            var (one, two) = (Provider("test", "one"), Provider("test", "two"));
            var merged = ComponentResourceOptions.Merge(new() { Providers = { one } }, new() { Providers = { two } });
            Assert.Equal([two], merged.Providers);
            _ = new Component("c", ComponentResourceOptions.Merge(new() { Provider = one }, new() { Providers = { two } }));
        }));
        Assert.Contains(
            "Pulumi.ResourceException: Do not supply both 'provider' and 'providers' options to a ComponentResource.",
            Assert.Single(errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task P8_P9_P10_children_inherit_the_provider_of_their_package()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () =>
        {
            var provider = Provider("test", "p");
            var component = new Component("component", new() { Providers = { provider } });
            var nested = new Component("nested", new() { Parent = component });
            _ = new AnyResource("inherits", null, new() { Parent = nested });
            _ = new AnyResource("other package", null, new() { Parent = nested }, "other:m:Any");
            var custom = new AnyResource("custom", null, new() { Provider = provider });
            _ = new AnyResource("below custom", null, new() { Parent = custom });
            _ = new AnyResource("foreign", null, new() { Provider = Provider("else", "e") });
        });
        const string Reference = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::p::p-id";
        Assert.Equal(Reference, ProviderOf(mocks, "inherits"));
        Assert.Equal("", ProviderOf(mocks, "other package"));
        Assert.Equal(Reference, ProviderOf(mocks, "below custom"));
        Assert.EndsWith("::e::e-id", ProviderOf(mocks, "foreign"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I3_a_provider_with_an_unknown_id_is_referred_to_by_the_sentinel()
    {
        var mocks = new RecordingMocks { OnResource = args => Task.FromResult<(string?, object)>((null, args.Inputs)) };
        await Run.UpdateAsync(mocks, () => _ = new AnyResource("r", null, new() { Provider = Provider("test", "p") }));
        Assert.EndsWith("::p::04da6b54-80e4-46f7-96ec-b56ff0331ba9", ProviderOf(mocks, "r"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P11_a_resource_with_an_id_is_read_and_keeps_that_id()
    {
        var mocks = RecordingMocks.WithState(new Dictionary<string, object> { ["text"] = "real" });
        var resources = await Run.UpdateAsync(mocks, async () =>
        {
            var got = new Widget("got", new AnyArgs { Other = "hint" }, new() { Id = "given" });
            Assert.Equal("given", (await Run.StateAsync(got.Id)).Value);
            Assert.Equal("real", (await Run.StateAsync(got.Text)).Value);
            _ = new AnyResource("unknown id", null, new() { Id = OutputUtilities.CreateUnknown("x") });
        });
        Assert.Equal(2, resources.Length);
        Assert.Equal("given", mocks.Resources.Single(args => args.Name == "got").Id);
        Assert.Equal("hint", mocks.InputsOf("got")["other"]);
        Assert.Equal("", mocks.Resources.Single(args => args.Name == "unknown id").Id);
    }

    [Fact]
    public async Task P12_a_resource_by_URN_is_one_of_this_run()
    {
        var mocks = RecordingMocks.WithState(new Dictionary<string, object> { ["text"] = "real" });
        const string Prefix = "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:m:Widget::";
        var resources = await Run.UpdateAsync(mocks, async () =>
        {
            _ = new Widget("w");
            var same = new Widget("same", null, new() { Urn = Prefix + "w" });
            Assert.Equal(("real", "w-id"), ((await Run.StateAsync(same.Text)).Value, (await Run.StateAsync(same.Id)).Value));
        });
        Assert.Single(resources);
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(mocks,
            () => _ = new Widget("x", null, new() { Urn = Prefix + "nobody" })));
        Assert.Contains($"Unknown resource {Prefix}nobody", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P13_an_alias_names_one_parent_at_most()
    {
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(new RecordingMocks(), () => _ = new AnyResource(
            "r", null, new() { Aliases = { new Alias { NoParent = true, ParentUrn = "urn:pulumi:s::p::t::n" } } })));
        Assert.Contains("Only specify one of 'Parent', 'ParentUrn' or 'NoParent' in an Alias", errors[0],
            StringComparison.Ordinal);
    }

    private static ProviderResource Provider(string package, string name) => new(package, name, ResourceArgs.Empty, null, null);

    private static string? ProviderOf(RecordingMocks mocks, string name) =>
        mocks.Resources.Single(args => args.Name == name).Provider;
}
