using MlopsInfra.EndToEnd.Tests.Support;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// A program with the official Node SDK and its azure-native package runs as the C# one does. Both of our ends of the wire
/// could be wrong in the same way; this one is not ours.
/// </summary>
public sealed class NodeProgramTests
{
    [Fact]
    public async Task It_is_previewed_brought_up_updated_replaced_renamed_and_destroyed()
    {
        using var node = NodeProject.OpenOrSkip();

        // A preview of what does not exist: all is created, computed outputs are unknown, nothing is written.
        var preview = await node.PreviewAsync();
        Assert.Empty(preview.Errors);
        Assert.Equal(7, preview.Summary.Create);
        Assert.Equal(PropertyValue.Unknown, preview.Outputs["endpoint"]);
        Assert.IsType<PropertyValue.Text>(preview.Outputs["tenant"]);

        var up = await node.UpAsync();
        Assert.Empty(up.Errors);
        Assert.Equal(7, up.Summary.Create);
        var account = Text(up.Outputs["account"]);
        Assert.StartsWith("account", account, StringComparison.Ordinal);
        Assert.Contains(account, Text(up.Outputs["endpoint"]), StringComparison.Ordinal);
        Assert.IsType<PropertyValue.Secret>(up.Outputs["hidden"]);
        Assert.DoesNotContain("topsecret", node.Written(), StringComparison.Ordinal);
        var container = up.Steps.Single(step => step.Name == "container");
        Assert.Equal("urn:pulumi:dev::node-storage::tests:index:Storage$azure-native:storage:BlobContainer::container",
            container.Urn);

        Assert.True((await node.UpAsync()).Summary.IsUnchanged);

        // An ignored input changes nothing, another one updates in place, a fixed one replaces; the preview says so before.
        node.Configure("owner: somebody");
        Assert.True((await node.UpAsync()).Summary.IsUnchanged);
        node.Configure("accessTier: Cool");
        Assert.Equal(["Update account"], Changes(await node.PreviewAsync()));
        Assert.Equal(["Update account"], Changes(await node.UpAsync()));
        node.Configure("accessTier: Cool", "container: second");
        Assert.Equal(["Replace container"], Changes(await node.PreviewAsync()));
        var replaced = await node.UpAsync();
        Assert.Equal(["DeleteReplaced container", "Replace container"], Changes(replaced).Order());
        Assert.Equal("second", Text(replaced.Outputs["container"]));

        // The component has a new name: its alias and those that its children inherit make that no change.
        node.Configure("accessTier: Cool", "container: second", "component: data");
        var renamed = await node.UpAsync();
        Assert.True(renamed.Summary.IsUnchanged, string.Join(", ", Changes(renamed)));

        node.Configure("protect: true");
        Assert.Empty((await node.UpAsync()).Errors);
        Assert.Equal(DeploymentErrorCodes.ProtectedResource, Assert.Single((await node.DestroyAsync()).Errors).Code);
        node.Configure();
        Assert.Empty((await node.UpAsync()).Errors);

        var destroy = await node.DestroyAsync();
        Assert.Empty(destroy.Errors);
        var order = destroy.Steps.Select(step => step.Name).ToList();
        Assert.True(order.IndexOf("container") < order.IndexOf("account") && order.IndexOf("account") < order.IndexOf("group"),
            string.Join(", ", order));
        Assert.Empty(await node.ResourcesAsync());
    }

    [Fact]
    public async Task A_resource_that_the_cloud_refuses_fails_the_run_with_its_reason_and_the_next_up_goes_on()
    {
        using var node = NodeProject.OpenOrSkip();
        node.Configure("mistake: true");
        var failed = await node.UpAsync();
        var error = Assert.Single(failed.Errors);
        Assert.EndsWith("::wrong", error.Urn, StringComparison.Ordinal);
        Assert.Contains("Not_A_Name", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failed.Steps, step => step.Name == "never");

        node.Configure();
        var next = await node.UpAsync();
        Assert.Empty(next.Errors);
        Assert.InRange(next.Summary.Same, 3, 7);
        Assert.Equal(7, next.Summary.Same + next.Summary.Create);
    }

    [Fact]
    public async Task A_program_that_throws_is_an_error_with_its_own_words()
    {
        using var node = NodeProject.OpenOrSkip();
        node.Configure("protect: perhaps");
        var failed = await node.UpAsync();
        Assert.Contains("protect", Assert.Single(failed.Errors).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Changes(DeploymentResult result) =>
        result.Steps.Where(step => step.Operation != StepOperation.Same).Select(step => $"{step.Operation} {step.Name}");

    private static string Text(PropertyValue value) => Assert.IsType<PropertyValue.Text>(value).Value;
}
