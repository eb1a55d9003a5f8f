using MlopsInfra.LocalCloud.Services.Monitor;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>What shows of a query without a parser; whatever may be right passes.</summary>
public class KustoTextTests
{
    [Theory]
    [InlineData("AppRequests | summarize Failed = 100.0 * countif(Success == false) / count()")]
    [InlineData("let limit = 5; AppRequests | where Name !in ('a|b', \"c(\") and Url == @'\\' | take limit // done |")]
    [InlineData("AppRequests | join kind=inner (AppTraces | take 1) on OperationId | extend Tag = Properties['feature']")]
    [InlineData("AppRequests\n| where Name == 'it\\'s'\n| summarize percentiles(DurationMs, 50, 95) by bin(TimeGenerated, 1h)")]
    [InlineData("print ```a ' b | | (``` | count")]
    public void A_query_that_may_be_right_passes(string query) => Assert.Null(KustoText.Mistake(query));

    [Theory]
    [InlineData("AppRequests | | where Success", "an operator is missing before the '|' at character 15")]
    [InlineData("| where Success", "an operator is missing before")]
    [InlineData("AppRequests |", "an operator is missing at its end")]
    [InlineData("AppRequests | where Name == 'a", "the string that begins at character 29 does not end")]
    [InlineData("AppRequests | where (Success", "a '(' is not closed")]
    [InlineData("AppRequests | where Success)", "the ')' at character 28 closes nothing")]
    [InlineData("AppRequests | extend a = b[0}", "the '}' at character 29 closes nothing")]
    public void A_query_that_can_not_be_parsed_is_found(string query, string mistake) =>
        Assert.Contains(mistake, KustoText.Mistake(query), StringComparison.Ordinal);
}
