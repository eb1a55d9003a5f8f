using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>What is asked of a list by its query parameters.</summary>
internal static class ListQuery
{
    /// <summary>The <c>$filter</c> of a request; null where it has none, or an empty one.</summary>
    /// <param name="request">The request.</param>
    public static string? Filter(RestRequest request) =>
        request.Query("$filter") is { } filter && !string.IsNullOrWhiteSpace(filter) ? filter : null;

    /// <summary>What a request's <c>$filter</c> asks of an element; everything will do where it has none.</summary>
    /// <typeparam name="T">What the list has.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="vocabulary">What the filters of the list can say.</param>
    /// <param name="refusal">The list's own refusal of a filter; null for that of Resource Manager.</param>
    /// <exception cref="ArmException">It is not understood.</exception>
    public static Func<T, bool> Compile<T>(RestRequest request, FilterVocabulary<T> vocabulary,
        Func<string, ArmException>? refusal = null) => Compile(request, vocabulary.Compile, refusal);

    /// <summary>The same for a list whose filters no vocabulary says.</summary>
    /// <typeparam name="T">What the list has.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="compile">What a filter asks of an element.</param>
    /// <param name="refusal">The list's own refusal of a filter; null for that of Resource Manager.</param>
    public static Func<T, bool> Compile<T>(RestRequest request, Func<FilterExpression, Func<T, bool>> compile,
        Func<string, ArmException>? refusal = null) => Read(request, compile, _ => true, refusal);

    /// <summary>What a request's <c>$filter</c> says, for a list that is made by it.</summary>
    /// <typeparam name="T">What it says.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads a filter; throws where the list does not understand it.</param>
    /// <param name="without">What holds without one.</param>
    /// <param name="refusal">The list's own refusal of a filter; null for that of Resource Manager.</param>
    /// <exception cref="ArmException">It is not understood.</exception>
    public static T Read<T>(RestRequest request, Func<FilterExpression, T> read, T without,
        Func<string, ArmException>? refusal = null)
    {
        if (Filter(request) is not { } filter) return without;
        try
        {
            return read(FilterParser.Parse(filter));
        }
        catch (FilterSyntaxException)
        {
            throw (refusal ?? Refusal)(filter);
        }
    }

    /// <summary>Refuses any filter: for a list that has none.</summary>
    /// <param name="request">The request.</param>
    public static void RefuseFilter(RestRequest request)
    {
        if (Filter(request) is { } filter) throw Refusal(filter);
    }

    /// <summary>What Resource Manager says of a filter that it does not understand.</summary>
    /// <param name="filter">The filter.</param>
    public static ArmException Refusal(string filter) =>
        new(400, "InvalidFilterInQueryString", $"Invalid $filter '{filter}' specified in the query string.");
}
