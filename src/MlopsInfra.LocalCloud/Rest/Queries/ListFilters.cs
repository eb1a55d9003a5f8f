using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>The filters and orders of lists that have no queries of their own.</summary>
/// <param name="filters">Those that services registered.</param>
internal sealed class ListFilters(IEnumerable<IListFilter> filters)
{
    private readonly IListFilter[] _filters = [.. filters];

    /// <summary>What the query of a request leaves of a list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="all">All of the list.</param>
    /// <exception cref="ArmException">It asks for what the list does not know.</exception>
    public IReadOnlyList<JsonObject> Apply(ArmRequest request, IReadOnlyList<JsonObject> all)
    {
        if (request.Rest.Query("$orderby") is { Length: > 0 } order)
            throw new ArmException(400, "InvalidQueryParameterValue",
                $"The value '{order}' of query parameter '$orderby' is invalid: this list has one order only, by name.",
                "$orderby");
        if (ListQuery.Filter(request.Rest) is not { } filter) return all;
        var matches = (Array.Find(_filters, each => each.Covers(request.Target.Type)) ?? throw ListQuery.Refusal(filter))
            .Compile(request);
        return [.. all.Where(matches)];
    }
}
