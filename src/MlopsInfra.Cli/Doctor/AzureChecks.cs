using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.ResourceManager.Resources;
using Azure.ResourceManager.Resources.Models;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Doctor;

/// <summary>
/// What Azure says before anything is deployed to it: sign-in, subscription, registered resource providers, rights, quotas.
/// </summary>
/// <param name="connection">How Azure is reached.</param>
internal sealed class AzureChecks(AzureConnection connection)
{
    /// <summary>Longer than any one of the credentials that are tried takes.</summary>
    private static readonly TimeSpan SignInPatience = TimeSpan.FromSeconds(60);

    private readonly ArmQueries _arm = new(connection);

    /// <summary>All of them, in the order in which each needs the one before.</summary>
    /// <param name="needs">What the stack needs; null: only sign-in and subscription.</param>
    /// <param name="subscription">The subscription that was named; null: the only one there is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<DoctorCheck> RunAsync(StackNeeds? needs, string? subscription,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signIn = await SignInAsync(cancellationToken);
        yield return signIn;
        if (signIn.Status != CheckStatus.Ok)
        {
            foreach (var skipped in Skipped(needs, "nobody is signed in to Azure.")) yield return skipped;
            yield break;
        }

        var (found, id) = await GuardAsync("subscription", () => SubscriptionAsync(subscription, cancellationToken));
        yield return found;
        if (needs is null) yield break;
        if (id is null)
        {
            foreach (var skipped in Skipped(needs, "it is not known which subscription is meant.").Skip(1)) yield return skipped;
            yield break;
        }

        yield return (await GuardAsync("resource-providers",
            async () => (await ProvidersAsync(id, needs, cancellationToken), id))).Result;
        yield return (await GuardAsync("rights", async () => (await RightsAsync(id, needs, cancellationToken), id))).Result;
        yield return (await GuardAsync("quota",
            async () => (await new QuotaCheck(_arm).RunAsync(id, needs, cancellationToken), id))).Result;
    }

    /// <summary>The checks that were not made, with the reason.</summary>
    /// <param name="needs">What the stack needs; null: no stack.</param>
    /// <param name="why">The reason, after "Not looked at: ".</param>
    public static IEnumerable<DoctorCheck> Skipped(StackNeeds? needs, string why)
    {
        string[] names = needs is null ? ["subscription"] : ["subscription", "resource-providers", "rights", "quota"];
        return names.Select(name => DoctorCheck.Skipped(name, $"Not looked at: {why}"));
    }

    private async Task<DoctorCheck> SignInAsync(CancellationToken cancellationToken)
    {
        const string Mend = "Sign in with 'az login', or set AZURE_CLIENT_ID, AZURE_TENANT_ID and the secret or federated token "
            + "of a service principal.";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SignInPatience);
        try
        {
            await connection.Credential.GetTokenAsync(new TokenRequestContext([connection.Environment.DefaultScope]),
                patience.Token);
            return DoctorCheck.Ok("sign-in", "Signed in to Azure.");
        }
        catch (AuthenticationFailedException exception)
        {
            return DoctorCheck.Missing("sign-in", $"Nobody is signed in to Azure: {exception.Message.Split('\n')[0].Trim()}",
                Mend);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DoctorCheck.Missing("sign-in", $"No answer within {SignInPatience.TotalSeconds:0} seconds.", Mend);
        }
    }

    private async Task<(DoctorCheck Result, string? Id)> SubscriptionAsync(string? named, CancellationToken cancellationToken)
    {
        var all = new List<SubscriptionData>();
        await foreach (var subscription in _arm.Client.GetSubscriptions().GetAllAsync(cancellationToken))
            all.Add(subscription.Data);
        var list = all.Count == 0 ? "none" : string.Join(", ", all.Select(one => $"{one.SubscriptionId} ({one.DisplayName})"));
        const string Mend = "Name the one to deploy to: 'export ARM_SUBSCRIPTION_ID=ID', or 'pulumi config set "
            + "azure-native:subscriptionId ID'. 'az account list' lists them.";
        if (named is null && all.Count != 1)
            return (DoctorCheck.Missing("subscription", $"You can see {all.Count} subscriptions, and none is named: {list}.",
                Mend), null);
        var chosen =
            named is null ? all[0] : all.Find(one => named.Equals(one.SubscriptionId, StringComparison.OrdinalIgnoreCase));
        if (chosen is null)
            return (DoctorCheck.Missing("subscription", $"You can't see the subscription {named}; there are: {list}.", Mend),
                null);
        return chosen.State == SubscriptionState.Enabled
            ? (DoctorCheck.Ok("subscription", $"{chosen.DisplayName} ({chosen.SubscriptionId})"), chosen.SubscriptionId)
            : (DoctorCheck.Missing("subscription", $"{chosen.SubscriptionId} is {chosen.State}, not Enabled.",
                "Ask the billing account's owner to enable it, or name another one."), null);
    }

    private async Task<DoctorCheck> ProvidersAsync(string subscription, StackNeeds needs, CancellationToken cancellationToken)
    {
        var registered = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var provider in _arm.Client
            .GetSubscriptionResource(SubscriptionResource.CreateResourceIdentifier(subscription)).GetResourceProviders()
            .GetAllAsync(cancellationToken: cancellationToken))
            if (provider.Data.RegistrationState is "Registered" or "Registering") registered.Add(provider.Data.Namespace);
        var missing = needs.Namespaces.Where(space => !registered.Contains(space)).ToList();
        return missing.Count == 0
            ? DoctorCheck.Ok("resource-providers",
                $"All {needs.Namespaces.Count} are registered: {string.Join(", ", needs.Namespaces)}.")
            : DoctorCheck.Missing(
                "resource-providers", $"Not registered: {string.Join(", ", missing)}.",
                string.Join(" && ",
                    missing.Select(space => $"az provider register --namespace {space} --subscription {subscription}")));
    }

    private async Task<DoctorCheck> RightsAsync(string subscription, StackNeeds needs, CancellationToken cancellationToken)
    {
        const string ResourceGroups = "Microsoft.Resources/subscriptions/resourceGroups/write", RoleAssignments =
            "Microsoft.Authorization/roleAssignments/write";
        var granted = await _arm.ListAsync(
            $"/subscriptions/{subscription}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01",
            cancellationToken);
        var permissions = granted.Select(Permission.Of).ToList();
        string[] wanted = needs.AssignsRoles ? [ResourceGroups, RoleAssignments] : [ResourceGroups];
        var missing = wanted.Where(action => !permissions.Exists(permission => permission.Allows(action))).ToList();
        if (missing.Count == 0)
            return DoctorCheck.Ok("rights",
                $"You may do on the subscription what the first deployment needs: {string.Join(", ", wanted)}.");
        var role = missing.Contains(RoleAssignments)
            ? "Owner, or Contributor and Role Based Access Control Administrator" : "Contributor";
        return DoctorCheck.Missing(
            "rights", $"You may not do on the subscription: {string.Join(", ", missing)}.",
            $"Ask an owner for the role {role} on /subscriptions/{subscription}. Where the resource group exists already, the "
                + "same role on the group is enough; this check can't tell that.");
    }

    private static async Task<(DoctorCheck Result, string? Id)> GuardAsync(string name,
        Func<Task<(DoctorCheck Result, string? Id)>> check)
    {
        try
        {
            return await check();
        }
        catch (RequestFailedException exception)
        {
            return (DoctorCheck.Skipped(name,
                $"Azure did not answer ({exception.ErrorCode ?? exception.Status.ToString()}): "
                    + $"{exception.Message.Split('\n')[0].Trim()}"), null);
        }
    }
}
