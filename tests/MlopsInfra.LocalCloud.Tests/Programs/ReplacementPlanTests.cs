using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// What a plan of azure-native's resources comes to in both engines: the order of a replacement, and what fails half-way.
/// </summary>
public sealed class ReplacementPlanTests
{
    [Fact]
    public async Task The_old_one_goes_first_with_all_that_stands_in_it_and_the_preview_says_so()
    {
        using var stack = new CloudStack();
        Assert.Empty((await stack.UpAsync(azure => Program(azure, "stdata"))).Errors);

        var preview = await stack.PreviewAsync(azure => Program(azure, "stother"));
        Assert.Equal(["account", "container"], Named(preview, StepOperation.Replace).Order());
        Assert.Contains(preview.Steps, step => step is { Name: "reader", Operation: StepOperation.Update });

        var up = await stack.UpAsync(azure => Program(azure, "stother"));
        Assert.Empty(up.Errors);
        Assert.Equal(["container", "account"], Named(up, StepOperation.DeleteReplaced));
        Assert.Equal(["account", "container"], Named(up, StepOperation.Replace));
        var order = up.Steps.Select(step => $"{step.Operation} {step.Name}").ToList();
        Assert.True(order.IndexOf("DeleteReplaced account") < order.IndexOf("Replace account"), string.Join(", ", order));
        Assert.Single(stack.Cloud.Resources.OfType("Microsoft.Storage/storageAccounts"));
    }

    [Fact]
    public async Task An_update_that_Azure_refuses_fails_with_its_code_and_changes_nothing()
    {
        using var stack = new CloudStack();
        Assert.Empty((await stack.UpAsync(azure => azure.GroupAnd(() => azure.Cluster()))).Errors);
        Task Other(CloudProgram azure) => azure.GroupAnd(() => azure.Cluster("Standard_D8s_v5"));

        var step = Assert.Single((await stack.PreviewAsync(Other)).Steps, step => step.Name == "cluster");
        Assert.Equal(StepOperation.Update, step.Operation);
        var told = Assert.Single(stack.Cloud.UpdateRefusalsOf(step.Type, step.OldInputs!, step.NewInputs!));

        var error = Assert.Single((await stack.UpAsync(Other)).Errors);
        Assert.Equal(("agentPoolProfiles[0].vmSize", error.Code), (told.Path, told.Code));
        Assert.Empty((await stack.UpAsync(azure => azure.GroupAnd(() => azure.Cluster()))).Errors);
    }

    [Fact]
    public async Task A_resource_whose_creation_failed_after_it_was_taken_is_updated_next_time()
    {
        using var stack = new CloudStack();
        stack.Cloud.Options.Faults.Add(Fault.FailOperation(request => request.Path.EndsWith("/stdata", StringComparison.Ordinal),
            "ProvisioningFailed", "No room."));
        static Task Account(CloudProgram azure) => azure.GroupAnd(() => azure.Account());

        var failed = await stack.UpAsync(Account);
        Assert.Equal("ProvisioningFailed", Assert.Single(failed.Errors).Code);

        Assert.Equal(["account-rg"], Named(await stack.PreviewAsync(Account), StepOperation.Update));
        var mended = await stack.UpAsync(Account);
        Assert.Empty(mended.Errors);
        Assert.Equal(["account-rg"], Named(mended, StepOperation.Update));
        Assert.Empty(Named(await stack.UpAsync(Account), StepOperation.Update));
    }

    private static async Task Program(CloudProgram azure, string account)
    {
        await azure.Group();
        var created = await azure.Add("storage:StorageAccount", "account",
            $$"""{"resourceGroupName":"rg","location":"westeurope","accountName":"{{account}}","kind":"StorageV2","sku":{"name":"Standard_LRS"},"allowSharedKeyAccess":false}""");
        await azure.AddWith("storage:BlobContainer", "container",
            $$"""{"resourceGroupName":"rg","accountName":"{{account}}","containerName":"data"}""", "accountName", created);
        // An input that a change of replaces nothing: it outlives the account.
        await azure.AddWith("managedidentity:UserAssignedIdentity", "reader",
            $$$"""{"resourceGroupName":"rg","location":"westeurope","resourceName":"id-reader","tags":{"reads":"{{{account}}}"}}""", "tags", created);
    }

    private static IReadOnlyList<string> Named(DeploymentResult result, StepOperation operation) =>
        [.. result.Steps.Where(step => step.Operation == operation).Select(step => step.Name)];
}
