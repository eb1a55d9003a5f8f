using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>An Application Insights component, as what sends telemetry to it knows it.</summary>
/// <param name="Id">The resource.</param>
/// <param name="InstrumentationKey">What telemetry carries.</param>
/// <param name="AppId">What queries call it.</param>
/// <param name="Workspace">The workspace's own id (<c>customerId</c>) that its rows go to.</param>
/// <param name="KeysAreRefused">Whether a key alone is not enough (<c>DisableLocalAuth</c>).</param>
internal sealed record TelemetryComponent(ResourceId Id, string InstrumentationKey, string AppId, string Workspace,
    bool KeysAreRefused);
