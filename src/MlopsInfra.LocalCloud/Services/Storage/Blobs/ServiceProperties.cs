using System.Text.Json.Nodes;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// The properties of an account's Blob service, which Resource Manager has as its <c>blobServices/default</c>; and what kind of
/// account it is.
/// </summary>
internal sealed class ServiceProperties(IResourceManager resources)
{
    private static readonly (string Xml, string Json)[] CorsLists =
    [
        ("AllowedOrigins", "allowedOrigins"), ("AllowedMethods", "allowedMethods"), ("AllowedHeaders", "allowedHeaders"),
        ("ExposedHeaders", "exposedHeaders"),
    ];

    // Storage Analytics and static websites: there are none here, so they are off.
    private static readonly string[] Off = ["Logging", "HourMetrics", "MinuteMetrics", "StaticWebsite"];

    /// <summary>How many days deleted blobs are kept; null where they are not.</summary>
    public int? DaysOfDeleted(BlobAccount account) =>
        account != BlobAccount.Tasks && Find(account).Flag("properties.deleteRetentionPolicy.enabled") == true
            ? (int?)Find(account).Number("properties.deleteRetentionPolicy.days") : null;

    /// <summary><c>GET ?restype=service&amp;comp=properties</c></summary>
    public Task GetAsync(RestRequest request, BlobAccount account)
    {
        var service = Find(account);
        XElement Retention(string name, bool isEnabled, double? days) => new(name, new XElement("Enabled", isEnabled),
            days is null ? null : new XElement("Days", days));
        return XmlAnswer.WriteAsync(request, 200, new XElement("StorageServiceProperties",
            new XElement("Logging", new XElement("Version", "1.0"), new XElement("Read", false), new XElement("Write", false),
                new XElement("Delete", false), Retention("RetentionPolicy", false, null)),
            Metrics("HourMetrics"),
            Metrics("MinuteMetrics"),
            new XElement("Cors", service.Objects("properties.cors.corsRules").Select(Cors)),
            new XElement("DefaultServiceVersion", service.Text("properties.defaultServiceVersion") ?? "2023-11-03"),
            Retention("DeleteRetentionPolicy", DaysOfDeleted(account) is not null, DaysOfDeleted(account)),
            new XElement("StaticWebsite", new XElement("Enabled", false))));

        XElement Metrics(string name) => new(name, new XElement("Version", "1.0"), new XElement("Enabled", false),
            Retention("RetentionPolicy", false, null));
    }

    /// <summary><c>PUT ?restype=service&amp;comp=properties</c></summary>
    public async Task SetAsync(RestRequest request, BlobAccount account)
    {
        var given = await XmlBody.ReadAsync(request);
        if (Off.FirstOrDefault(name => given.Element(name) is { } each && IsOn(each)) is { } on)
            throw StorageException.NotServed($"{on} of the service");
        var properties = Find(account)["properties"]?.DeepClone().AsObject() ?? [];
        if (given.Element("Cors") is { } cors)
            properties["cors"] = new JsonObject { ["corsRules"] = new JsonArray([.. cors.Elements("CorsRule").Select(Cors)]) };
        if (given.Element("DefaultServiceVersion") is { } version) properties["defaultServiceVersion"] = version.Value;
        if (given.Element("DeleteRetentionPolicy") is { } policy)
        {
            var isEnabled = policy.Element("Enabled")?.Value == "true";
            properties["deleteRetentionPolicy"] = new JsonObject { ["enabled"] = isEnabled };
            if (isEnabled && int.TryParse(policy.Element("Days")?.Value, out var days))
                properties["deleteRetentionPolicy"]!["days"] = days;
        }

        await PutAsync(request, account, properties);
        await request.AnswerAsync(202);
    }

    /// <summary><c>GET ?restype=account&amp;comp=properties</c></summary>
    public Task AccountAsync(RestRequest request, BlobAccount account)
    {
        var found = resources.Find(account.Id) ?? [];
        var headers = request.Http.Response.Headers;
        headers["x-ms-sku-name"] = found.Text("sku.name");
        headers["x-ms-account-kind"] = found.Text("kind");
        headers["x-ms-is-hns-enabled"] = found.Flag("properties.isHnsEnabled") == true ? "true" : "false";
        return request.AnswerAsync(200);
    }

    private async Task PutAsync(RestRequest request, BlobAccount account, JsonObject properties)
    {
        try
        {
            await resources.PutAsync(account.Id.Child("blobServices", "default"), new JsonObject { ["properties"] = properties },
                new ArmRequestOptions(), request.Http.RequestAborted);
        }
        catch (ArmException exception)
        {
            throw new StorageException(exception.Status, "InvalidXmlNodeValue", exception.Message);
        }

        request.Changed = true;
    }

    private JsonObject Find(BlobAccount account) => resources.Find(account.Id.Child("blobServices", "default")) ?? [];

    private static bool IsOn(XElement element) => ((string[])["Enabled", "Read", "Write", "Delete"])
        .Any(name => element.Element(name)?.Value == "true");

    private static XElement Cors(JsonObject rule) => new("CorsRule",
        CorsLists.Select(list =>
            new XElement(list.Xml, string.Join(',', rule.Texts($"{list.Json}[]").Select(text => text.Value)))),
        new XElement("MaxAgeInSeconds", rule.Number("maxAgeInSeconds") ?? 0));

    private static JsonObject Cors(XElement rule)
    {
        var json = new JsonObject(CorsLists.Select(list => KeyValuePair.Create(list.Json, (JsonNode?)new JsonArray(
        [
            .. (rule.Element(list.Xml)?.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => (JsonNode)text.Trim()),
        ]))));
        json["maxAgeInSeconds"] = int.TryParse(rule.Element("MaxAgeInSeconds")?.Value, out var seconds) ? seconds : 0;
        return json;
    }
}
