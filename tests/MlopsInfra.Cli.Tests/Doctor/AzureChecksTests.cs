using System.Collections.Immutable;
using Azure.Core;
using Azure.Identity;
using MlopsInfra.Cli.Doctor;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Tests.Doctor;

/// <summary>What Azure says before a deployment, asked of the local cloud's REST side.</summary>
public sealed class AzureChecksTests
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";

    [Fact]
    public async Task Where_all_is_there_every_check_says_what_it_found()
    {
        await using var azure = await CheckedCloud.StartAsync(new LocalCloudOptions());
        var checks = await azure.CheckAsync(CheckedCloud.Needs(new VmNeed("training", "Standard_DS3_v2", 2, true, false),
            new VmNeed("scoring", "Standard_D4ds_v5", 10, false, false)));
        Assert.Equal(["sign-in", "subscription", "resource-providers", "rights", "quota"], checks.Keys);
        Assert.All(checks.Values, check => Assert.Equal(CheckStatus.Ok, check.Status));
        Assert.Contains(Subscription, checks["subscription"].Message, StringComparison.Ordinal);
        Assert.Contains("standardDSv2Family: 8 vCPUs needed, 100 free", checks["quota"].Message, StringComparison.Ordinal);
        Assert.Contains("standardDDSv5Family: 40 vCPUs needed, 100 free", checks["quota"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resource_providers_that_are_not_registered_are_named_with_the_command_that_registers_them()
    {
        await using var azure = await CheckedCloud.StartAsync(new LocalCloudOptions { UnregisteredProviders =
            ["Microsoft.EventGrid", "Microsoft.Network"] });
        var check = (await azure.CheckAsync(CheckedCloud.Needs()))["resource-providers"];
        Assert.Equal(CheckStatus.Missing, check.Status);
        Assert.Equal("Not registered: Microsoft.EventGrid.", check.Message);
        Assert.Equal($"az provider register --namespace Microsoft.EventGrid --subscription {Subscription}", check.Mend);
    }

    [Fact]
    public async Task Who_may_not_assign_roles_is_told_which_role_to_ask_for()
    {
        const string Principal = "99999999-9999-9999-9999-999999999999";
        await using var azure = await CheckedCloud.StartAsync(new LocalCloudOptions());
        await azure.LetReadAsync(Subscription, Principal);
        var check = (await azure.CheckAsync(CheckedCloud.Needs(), principal: Principal))["rights"];
        Assert.Equal(CheckStatus.Missing, check.Status);
        Assert.Contains("Microsoft.Authorization/roleAssignments/write", check.Message, StringComparison.Ordinal);
        Assert.Contains("Role Based Access Control Administrator", check.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_that_is_too_small_and_a_size_that_is_not_offered_are_missing()
    {
        await using var azure = await CheckedCloud.StartAsync(new LocalCloudOptions { VcpuQuota =
            ImmutableDictionary<string, int>.Empty.Add("standardDSv2Family", 6) });
        var small =
            (await azure.CheckAsync(CheckedCloud.Needs(new VmNeed("training", "Standard_DS3_v2", 2, true, false))))["quota"];
        Assert.Equal(CheckStatus.Missing, small.Status);
        Assert.Contains("8 vCPUs needed, 6 free", small.Message, StringComparison.Ordinal);
        var unknown =
            (await azure.CheckAsync(CheckedCloud.Needs(new VmNeed("training", "Standard_M9", 1, true, false))))["quota"];
        Assert.Equal(CheckStatus.Missing, unknown.Status);
        Assert.Contains("Standard_M9 (training) is not offered in westeurope", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_can_not_be_told_or_seen_leaves_the_rest_unchecked()
    {
        await using var azure = await CheckedCloud.StartAsync(new LocalCloudOptions { SubscriptionIds =
            [Subscription, "00000000-0000-0000-0000-000000000001"] });
        var unnamed = await azure.CheckAsync(CheckedCloud.Needs());
        Assert.Equal(CheckStatus.Missing, unnamed["subscription"].Status);
        Assert.Contains("ARM_SUBSCRIPTION_ID", unnamed["subscription"].Mend, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Skipped, unnamed["rights"].Status);
        Assert.Equal(CheckStatus.Ok, (await azure.CheckAsync(CheckedCloud.Needs(), Subscription))["rights"].Status);
        Assert.Equal(CheckStatus.Missing,
            (await azure.CheckAsync(null, "00000000-0000-0000-0000-000000000009"))["subscription"].Status);
    }

    [Fact]
    public async Task Without_a_sign_in_nothing_else_is_asked()
    {
        var checks = await new AzureChecks(new AzureConnection(new NobodyCredential()))
            .RunAsync(CheckedCloud.Needs(), null, TestContext.Current.CancellationToken).ToListAsync();
        Assert.Equal(CheckStatus.Missing, checks[0].Status);
        Assert.Contains("az login", checks[0].Mend, StringComparison.Ordinal);
        Assert.All(checks.Skip(1), check => Assert.Equal(CheckStatus.Skipped, check.Status));
    }

    private sealed class NobodyCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("no account");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext,
            CancellationToken cancellationToken) => throw new CredentialUnavailableException("no account");
    }
}
