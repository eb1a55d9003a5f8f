namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>
/// The names that tables and columns have where Application Insights itself is asked: <c>requests</c> for <c>AppRequests</c>,
/// <c>cloud_RoleName</c> for <c>AppRoleName</c>.
/// </summary>
internal static class ClassicTables
{
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["requests"] = "AppRequests", ["dependencies"] = "AppDependencies", ["traces"] = "AppTraces",
        ["exceptions"] = "AppExceptions",
        ["customMetrics"] = "AppMetrics", ["customEvents"] = "AppEvents", ["availabilityResults"] = "AppAvailabilityResults",
        ["pageViews"] = "AppPageViews", ["browserTimings"] = "AppBrowserTimings",
        ["performanceCounters"] = "AppPerformanceCounters",
    };

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["TimeGenerated"] = "timestamp", ["Type"] = "itemType", ["IKey"] = "iKey", ["ResourceGUID"] = "appId",
        ["_ResourceId"] = "appName",
        ["ItemCount"] = "itemCount", ["OperationId"] = "operation_Id", ["ParentId"] = "operation_ParentId",
        ["OperationName"] = "operation_Name", ["SyntheticSource"] = "operation_SyntheticSource",
        ["AppRoleName"] = "cloud_RoleName",
        ["AppRoleInstance"] = "cloud_RoleInstance", ["AppVersion"] = "application_Version", ["SDKVersion"] = "sdkVersion",
        ["ClientIP"] = "client_IP", ["ClientCity"] = "client_City", ["ClientStateOrProvince"] = "client_StateOrProvince",
        ["ClientCountryOrRegion"] = "client_CountryOrRegion", ["ClientType"] = "client_Type", ["ClientModel"] = "client_Model",
        ["ClientOS"] = "client_OS", ["ClientBrowser"] = "client_Browser", ["UserId"] = "user_Id",
        ["UserAuthenticatedId"] = "user_AuthenticatedId", ["UserAccountId"] = "user_AccountId", ["SessionId"] = "session_Id",
        ["Properties"] = "customDimensions", ["Measurements"] = "customMeasurements", ["Id"] = "id", ["Name"] = "name",
        ["DurationMs"] = "duration", ["Success"] = "success", ["ResultCode"] = "resultCode", ["Url"] = "url",
        ["Source"] = "source",
        ["DependencyType"] = "type", ["Target"] = "target", ["Data"] = "data", ["Message"] = "message",
        ["SeverityLevel"] = "severityLevel", ["ExceptionType"] = "type", ["OuterType"] = "outerType",
        ["OuterMessage"] = "outerMessage",
        ["OuterMethod"] = "outerMethod", ["OuterAssembly"] = "outerAssembly", ["InnermostType"] = "innermostType",
        ["InnermostMessage"] = "innermostMessage", ["InnermostMethod"] = "innermostMethod",
        ["InnermostAssembly"] = "innermostAssembly", ["Details"] = "details", ["ProblemId"] = "problemId", ["Method"] = "method",
        ["Assembly"] = "assembly", ["HandledAt"] = "handledAt", ["Sum"] = "valueSum", ["Min"] = "valueMin", ["Max"] = "valueMax",
        ["Location"] = "location", ["Size"] = "size", ["PerformanceBucket"] = "performanceBucket", ["Value"] = "value",
        ["Category"] = "category", ["Counter"] = "counter", ["Instance"] = "instance",
    };

    /// <summary>The classic names of tables.</summary>
    public static IEnumerable<string> Names => Tables.Keys;

    /// <summary>The table that a classic name stands for; null if it is none.</summary>
    /// <param name="name">The name.</param>
    public static string? Table(string name) => Tables.GetValueOrDefault(name);

    /// <summary>The classic name of a column.</summary>
    /// <param name="table">The table, by its present name.</param>
    /// <param name="column">The column.</param>
    public static string Column(string table, string column) => (table, column) switch
    {
        ("AppMetrics", "ItemCount") => "valueCount",
        _ => Columns.GetValueOrDefault(column, column),
    };
}
