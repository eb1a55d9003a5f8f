using Azure;
using Azure.Identity;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalCloud.Engine;

namespace MlopsInfra.Cli.Repairing;

/// <summary>Finds out what has become of pending operations: works out ids, and asks Azure.</summary>
/// <param name="reader">Asks Azure.</param>
/// <param name="subscriptions">Knows which subscription a resource was going to.</param>
/// <param name="settings">What the user knows already.</param>
internal sealed class RepairPlanner(ArmQueries reader, Subscriptions subscriptions, RepairSettings settings)
{
    private readonly ArmIds _ids = new();

    /// <summary>Finds out of each operation whether the resource is there.</summary>
    /// <param name="operations">The pending operations.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<RepairItem>> PlanAsync(IEnumerable<ExportedOperation> operations,
        CancellationToken cancellationToken)
    {
        var items = new List<RepairItem>();
        foreach (var operation in operations) items.Add(await PlanAsync(operation, cancellationToken));
        return items;
    }

    private async Task<RepairItem> PlanAsync(ExportedOperation operation, CancellationToken cancellationToken)
    {
        if (!operation.IsCreation) return new RepairItem(operation, RepairState.Refreshed, null, null);
        if (settings.Known.TryGetValue(operation.Urn, out var known))
            return new RepairItem(operation, RepairState.Exists, known, null);
        if (settings.Absent.Contains(operation.Urn)) return new RepairItem(operation, RepairState.Absent, null, null);
        if (!operation.Type.StartsWith("azure-native:", StringComparison.Ordinal))
            return Unknown(operation, null, BridgedIds.HowToFind(operation));
        if (subscriptions.Of(operation) is not { } subscription)
            return Unknown(operation, null,
                "nothing says which subscription it was going to: --subscription ID, or azure-native:subscriptionId of the "
                    + "stack");
        if (_ids.Of(operation.Type, operation.Inputs, subscription) is not { } address)
            return Unknown(operation, null,
                "its id can't be worked out from its inputs: look for it in the Azure portal, and copy its resource id");
        if (address.ApiVersion is null)
            return Unknown(operation, address.Id,
                "Azure Resource Manager can't be asked for this type: look for it in the Azure portal");
        try
        {
            var exists = await reader.ExistsAsync($"{address.Id}?api-version={address.ApiVersion}", cancellationToken);
            return new RepairItem(operation, exists ? RepairState.Exists : RepairState.Absent, address.Id, null);
        }
        catch (RequestFailedException exception) when (exception.Status is >= 400 and < 500 and not 401)
        {
            // One type that can't be read must not keep the others from being settled.
            return Unknown(operation, address.Id,
                $"Azure does not say whether it is there: {exception.ErrorCode ?? exception.Status.ToString()}");
        }
        catch (AuthenticationFailedException exception)
        {
            throw new CliException(ExitCode.Failed, "SignInFailed", exception.Message.Split('\n')[0].Trim(), null, exception);
        }
        catch (RequestFailedException exception)
        {
            throw new CliException(ExitCode.Failed, "NoAnswer",
                $"Azure gives no answer about {address.Id}: {exception.Message.Split('\n')[0].Trim()}", address.Id, exception);
        }
    }

    private static RepairItem Unknown(ExportedOperation operation, string? id, string reason) =>
        new(operation, RepairState.Unknown, id, reason);
}
