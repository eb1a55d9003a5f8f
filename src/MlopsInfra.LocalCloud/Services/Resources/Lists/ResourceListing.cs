using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Lists;

/// <summary>
/// All resources of a subscription or a group that Resource Manager keeps track of, without their properties.
/// </summary>
internal sealed class ResourceListing(TrackedResources resources, OperationTracker operations) : IListing
{
    /// <summary>The type that the list is asked for by.</summary>
    public const string TypeName = "Microsoft.Resources/resources";

    private const int Most = 1000;

    private static readonly FilterVocabulary<StoredResource> Vocabulary = new FilterVocabulary<StoredResource>()
        .With("name", resource => resource.Name, "substringof", "startswith")
        .With("resourceType", resource => resource.Type.ToString())
        .With("resourceGroup", GenericResource.Group, "substringof", "startswith")
        .With("location", new FilterField<StoredResource>(resource => GenericResource.Text(resource, "location"))
        {
            Normalize = Regions.Normalize,
        })
        .With("identity/principalId", resource => GenericResource.Text(resource, "identity.principalId"))
        .With("plan/name", resource => GenericResource.Text(resource, "plan.name"))
        .With("plan/publisher", resource => GenericResource.Text(resource, "plan.publisher"))
        .With("plan/product", resource => GenericResource.Text(resource, "plan.product"))
        .With("plan/version", resource => GenericResource.Text(resource, "plan.version"))
        .With("plan/promotionCode", resource => GenericResource.Text(resource, "plan.promotionCode"));

    private static readonly string[] Expansions = ["createdTime", "changedTime", "provisioningState"];

    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == TypeName;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var matches = ListQuery.Compile(request.Rest, Compile);
        var expanded = Expanded(request.Rest);
        return Page.Of(request.Rest, [.. resources.Below(request.Id).Where(matches)], resource => Show(resource, expanded), Most);
    }

    private static Func<StoredResource, bool> Compile(FilterExpression filter)
    {
        if (!TagFilter.Asks(filter)) return Vocabulary.Compile(filter);
        var tags = TagFilter.Compile(filter);
        return resource => tags(GenericResource.Tags(resource));
    }

    private static HashSet<string> Expanded(RestRequest request)
    {
        var asked = (request.Query("$expand") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unknown = asked.FirstOrDefault(each => !Expansions.Contains(each, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? new(asked, StringComparer.OrdinalIgnoreCase)
            : throw new ArmException(400, "InvalidExpandInQueryString",
                $"Invalid $expand '{request.Query("$expand")}' specified in the query string. Supported values are: "
                    + $"'{string.Join(", ", Expansions)}'.");
    }

    private JsonObject Show(StoredResource resource, HashSet<string> expanded)
    {
        var shown = GenericResource.Show(resource);
        if (expanded.Contains("createdTime")) shown["createdTime"] = CommonOutputs.Time(resource.CreatedOn);
        if (expanded.Contains("changedTime")) shown["changedTime"] = CommonOutputs.Time(resource.ChangedOn);
        if (expanded.Contains("provisioningState")) shown["provisioningState"] = StateOf(resource);
        return shown;
    }

    private string StateOf(StoredResource resource) => operations.Latest(ResourceId.Parse(resource.Key)) switch
    {
        { IsRunning: true } operation => operation.State,
        { Error: not null } => "Failed",
        _ => GenericResource.Text(resource, "properties.provisioningState") ?? "Succeeded",
    };
}
