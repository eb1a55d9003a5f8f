using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Purging;

/// <summary>A resource group that a destroy has deleted, made again, empty, for as long as purging needs it.</summary>
/// <param name="rest">Resource Manager.</param>
/// <param name="id">The group's id.</param>
/// <param name="location">Its region, where it has to be made.</param>
internal sealed class BorrowedGroup(ArmRest rest, string id, string location)
{
    private const string ApiVersion = "2021-04-01";

    private bool _isThere;
    private bool _isOurs;

    /// <summary>Makes it if it is missing.</summary>
    public async Task BorrowAsync(CancellationToken cancellationToken)
    {
        if (_isThere) return;
        if (await rest.FindAsync(rest.Url(id, ApiVersion), cancellationToken) is null)
        {
            var tags = new JsonObject { ["purpose"] = "made by 'mlops purge' for the time of purging" };
            await rest.RunAsync(RequestMethod.Put, rest.Url(id, ApiVersion),
                new JsonObject { ["location"] = location, ["tags"] = tags }, cancellationToken);
            _isOurs = true;
        }

        _isThere = true;
    }

    /// <summary>Deletes it if it was made here, unless there is something in it.</summary>
    /// <returns>Whether it was deleted.</returns>
    public async Task<bool> GiveBackAsync(CancellationToken cancellationToken)
    {
        if (!_isOurs || (await rest.ListAsync(rest.Url($"{id}/resources", ApiVersion), cancellationToken)).Count > 0)
            return false;
        await rest.RunAsync(RequestMethod.Delete, rest.Url(id, ApiVersion), null, cancellationToken);
        _isOurs = _isThere = false;
        return true;
    }
}
