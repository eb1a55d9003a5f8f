namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Bodies of monitoring that several tests begin with.</summary>
internal static class MonitorScenes
{
    public static string LogAlert(string scope, string query = "AppRequests", string comparison = "GreaterThan") => $$$"""
        {"location":"westeurope","properties":{"displayName":"a","severity":2,"enabled":true,"evaluationFrequency":"PT5M","windowSize":"PT15M",
         "scopes":["{{{scope}}}"],"criteria":{"allOf":[{"query":"{{{query}}}","timeAggregation":"Count","operator":"{{{comparison}}}","threshold":0,
         "failingPeriods":{"numberOfEvaluationPeriods":1,"minFailingPeriodsToAlert":1} }]} } }
        """;
}
