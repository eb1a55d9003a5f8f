using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Activity;

/// <summary>
/// The activity log of a subscription: what was written over REST since the server started. What programs deployed before or
/// beside it is not in it.
/// </summary>
internal sealed class ActivityLogRoutes(CloudContext cloud, ActivityLog log) : IArmRoutes
{
    private const string TypeName = "Microsoft.Insights/eventtypes/values";
    private const string CategoriesTypeName = "Microsoft.Insights/eventcategories";

    private static readonly string[] Categories =
        ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"];

    private static readonly FilterVocabulary<ActivityEvent> Vocabulary = new FilterVocabulary<ActivityEvent> { HasOr = false }
        .With("eventTimestamp", new FilterField<ActivityEvent>(each => each.Time.ToString("O", CultureInfo.InvariantCulture))
        {
            IsTime = true,
            Operators = FilterParser.Operators,
        })
        .With("resourceGroupName", Equality(each => each.Resource.ResourceGroupName))
        .With("resourceUri", Equality(each => each.Resource.Value))
        .With("resourceId", Equality(each => each.Resource.Value))
        .With("resourceProvider", Equality(each => each.Resource.Type.Namespace))
        .With("resourceType", Equality(each => each.Resource.Type.ToString()))
        .With("operationName", Equality(each => each.Operation))
        .With("correlationId", Equality(each => each.Correlation))
        .With("caller", Equality(each => each.Caller))
        .With("status", Equality(StatusOf));

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: null } }
            && request.Target.Type == CategoriesTypeName)
        {
            await request.Rest.AnswerAsync(200, Page.Whole(Categories.Select(Named)));
            return true;
        }

        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: { } id } }
            || request.Target.Type != TypeName || id.SubscriptionId is not { } subscription) return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireRight(cloud.Access, request.Principal, id.Parent!, "Microsoft.Insights/eventtypes/values/read");
        if (ListQuery.Filter(request.Rest) is null)
            throw new ArmException(400, "BadRequest", "The $filter query parameter with a range of eventTimestamp is required.");
        var matches = ListQuery.Compile(request.Rest, Vocabulary, filter =>
            new ArmException(400, "BadRequest", $"The filter '{filter}' is not supported by the activity log."));
        var wanted = (request.Rest.Query("$select") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var found = log.Events
            .Where(each => ResourceId.IsWithin(each.Resource.Value, id.Parent!.Value) && matches(each)).Reverse();
        await request.Rest.AnswerAsync(200, Page.Of(request.Rest, [.. found], each => Select(Show(each), wanted)));
        return true;
    }

    private static JsonObject Select(JsonObject shown, string[] members) => members.Length == 0 ? shown
        : new JsonObject(shown.Where(member => members.Contains(member.Key, StringComparer.OrdinalIgnoreCase))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private JsonObject Show(ActivityEvent each) => new()
    {
        ["id"] = $"{each.Resource}/events/{each.Id}/ticks/{each.Time.UtcTicks}",
        ["eventDataId"] = each.Id.ToString(),
        ["eventTimestamp"] = CommonOutputs.Time(each.Time),
        ["submissionTimestamp"] = CommonOutputs.Time(each.Time),
        ["correlationId"] = each.Correlation,
        ["operationId"] = each.Correlation,
        ["level"] = each.Error is null ? "Informational" : "Error",
        ["channels"] = "Operation",
        ["caller"] = each.Caller,
        ["operationName"] = Named(each.Operation),
        ["eventName"] = Named("EndRequest"),
        ["category"] = Named("Administrative"),
        ["status"] = Named(StatusOf(each)),
        ["subStatus"] = Named(each.Error ?? each.Status.ToString(CultureInfo.InvariantCulture)),
        ["resourceId"] = each.Resource.Value,
        ["resourceGroupName"] = each.Resource.ResourceGroupName,
        ["resourceProviderName"] = Named(each.Resource.Type.Namespace),
        ["resourceType"] = Named(each.Resource.Type.ToString()),
        ["subscriptionId"] = each.Resource.SubscriptionId,
        ["tenantId"] = cloud.Options.TenantId,
        ["authorization"] = new JsonObject { ["action"] = each.Operation, ["scope"] = each.Resource.Value },
        ["httpRequest"] = new JsonObject { ["method"] = each.Method, ["uri"] = each.Uri },
        ["properties"] = new JsonObject { ["statusCode"] = each.Status.ToString(CultureInfo.InvariantCulture) },
    };

    private static string StatusOf(ActivityEvent each) => each.Error is null ? "Succeeded" : "Failed";

    private static JsonObject Named(string value) => new() { ["value"] = value, ["localizedValue"] = value };

    private static FilterField<ActivityEvent> Equality(Func<ActivityEvent, string?> value) => new(value) { Operators = ["eq"] };
}
