using static MlopsInfra.Torture.Requests.RequestSeed;

namespace MlopsInfra.Torture.Requests;

/// <summary>Requests to everything that is served besides Resource Manager, by the names of what <c>up</c> makes.</summary>
internal static class Planes
{
    public const string ResourceManager = "https://management.azure.com";
    public const string Storage = "https://storage.azure.com";
    public const string KeyVault = "https://vault.azure.net";
    public const string MachineLearning = "https://ml.azure.com";
    public const string Graph = "https://graph.microsoft.com";
    public const string Monitor = "https://monitor.azure.com";
    public const string LogAnalytics = "https://api.loganalytics.io";

    /// <summary>The tenant of the local cloud.</summary>
    public const string Tenant = "11111111-1111-1111-1111-111111111111";

    /// <summary>What the token of the registry is named by, which is no audience of Entra ID.</summary>
    public const string Registry = "registry";

    private const string Form = "application/x-www-form-urlencoded";
    private const string Xml = "application/xml";
    private const string Deployer = "33333333-3333-3333-3333-333333333333";

    /// <summary>Requests for blobs.</summary>
    /// <param name="account">The account, with a container <c>scoring-inputs</c>.</param>
    public static IEnumerable<RequestSeed> Blobs(string account)
    {
        var (at, blob) = ($"/{account}", $"/{account}/scoring-inputs/torture/a.csv");
        RequestSeed Ask(string method, string target, string? body = null, params (string, string)[] headers) =>
            new("blobs", method,
            target, Storage, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body), body?.StartsWith('<') == true ? Xml
                : "application/octet-stream", null, [("x-ms-version", "2023-11-03"), .. headers]);
        yield return Ask("GET", $"{at}/?comp=list&maxresults=5&prefix=s");
        yield return Ask("GET", $"{at}/?restype=service&comp=properties");
        yield return Ask("PUT", $"{at}/?restype=service&comp=properties",
            "<StorageServiceProperties><DeleteRetentionPolicy><Enabled>true</Enabled><Days>7</Days></DeleteRetentionPolicy>"
                + "</StorageServiceProperties>");
        yield return Ask("POST", $"{at}/?restype=service&comp=userdelegationkey",
            "<KeyInfo><Start>2026-01-01T00:00:00Z</Start><Expiry>2036-01-01T00:00:00Z</Expiry></KeyInfo>");
        yield return Ask("GET", $"{at}/?comp=blobs&where=%22a%22%20%3D%20%27b%27");
        yield return Ask("GET", $"{at}/?restype=account&comp=properties");
        yield return Ask("PUT", $"{at}/torture-t1?restype=container", null, ("x-ms-meta-a", "b"));
        yield return Ask("GET", $"{at}/scoring-inputs?restype=container");
        yield return Ask("PUT", $"{at}/scoring-inputs?restype=container&comp=metadata", null, ("x-ms-meta-a", "b"));
        yield return Ask("PUT", $"{at}/torture-t1?restype=container&comp=acl", "<SignedIdentifiers/>");
        yield return Ask("GET", $"{at}/scoring-inputs?restype=container&comp=list&include=metadata,tags,versions&delimiter=%2F");
        yield return Ask("PUT", $"{at}/torture-t1?restype=container&comp=lease", null, ("x-ms-lease-action", "acquire"),
            ("x-ms-lease-duration", "15"));
        yield return Ask("DELETE", $"{at}/torture-t1?restype=container");
        yield return Ask("PUT", blob, "a,b\n1,2\n", ("x-ms-blob-type", "BlockBlob"), ("x-ms-meta-a", "b"),
            ("x-ms-blob-content-type", "text/csv"), ("x-ms-tags", "a=b"), ("x-ms-access-tier", "Cool"),
            ("x-ms-blob-content-disposition", "attachment"));
        yield return Ask("PUT", $"{blob}.log", "", ("x-ms-blob-type", "AppendBlob"));
        yield return Ask("PUT", $"{blob}.log?comp=appendblock", "line\n", ("x-ms-blob-condition-appendpos", "0"));
        yield return Ask("GET", blob, null, ("x-ms-range", "bytes=0-3"), ("If-None-Match", "\"0x1\""));
        yield return Ask("HEAD", blob);
        yield return Ask("PUT", $"{blob}?comp=metadata", null, ("x-ms-meta-c", "d"));
        yield return Ask("PUT", $"{blob}?comp=properties", null, ("x-ms-blob-content-type", "text/plain"));
        yield return Ask("PUT", $"{blob}?comp=tags", "<Tags><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tags>");
        yield return Ask("GET", $"{blob}?comp=tags");
        yield return Ask("PUT", $"{blob}?comp=tier", null, ("x-ms-access-tier", "Hot"));
        yield return Ask("PUT", $"{blob}?comp=snapshot");
        yield return Ask("PUT", $"{blob}?comp=lease", null, ("x-ms-lease-action", "acquire"), ("x-ms-lease-duration", "15"));
        yield return Ask("PUT", $"{blob}?comp=block&blockid=YQ==", "block");
        yield return Ask("PUT", $"{blob}?comp=blocklist", "<BlockList><Latest>YQ==</Latest></BlockList>");
        yield return Ask("GET", $"{blob}?comp=blocklist&blocklisttype=all");
        yield return Ask("PUT", $"{blob}.copy", null, ("x-ms-copy-source",
            $"https://{account}.blob.core.windows.net/scoring-inputs/torture/a.csv"));
        yield return Ask("DELETE", $"{blob}-t1");
        yield return Text("blobs", "POST", $"{at}/?comp=batch", Storage,
            "--b\r\nContent-Type: application/http\r\nContent-ID: 0\r\n\r\nDELETE /scoring-inputs/x-t1 HTTP/1.1\r\n"
                + "Content-Length: 0\r\n\r\n--b--\r\n",
            "multipart/mixed; boundary=b", null, ("x-ms-version", "2023-11-03"));
        yield return Ask("GET", $"{blob}?sv=2023-11-03&sr=b&sp=r&se=2036-01-01T00:00:00Z&sig=YQ%3D%3D");
    }

    /// <summary>Requests for sign-in, metadata, Graph and the identities of workloads.</summary>
    public static IEnumerable<RequestSeed> SignIn()
    {
        string[] forms =
        [
            $"grant_type=client_credentials&client_id={Deployer}&client_secret=x&scope={ResourceManager}/.default",
            $"grant_type=client_credentials&client_id={Deployer}&client_assertion=e30.e30.x&scope=a&client_assertion_type=b",
            "grant_type=device_code&client_id=a&device_code=b",
            "grant_type=refresh_token&client_id=a&refresh_token=b&scope=openid c",
            "grant_type=authorization_code&client_id=a&code=b&redirect_uri=http://localhost&code_verifier=c",
        ];
        foreach (var form in forms) yield return Text("sign-in", "POST", $"/{Tenant}/oauth2/v2.0/token", null, form, Form);
        yield return Text("sign-in", "POST", $"/{Tenant}/oauth2/token", null, forms[0] + "&resource=" + Storage, Form);
        yield return Text("sign-in", "POST", $"/{Tenant}/oauth2/v2.0/devicecode", null, "client_id=a&scope=b", Form);
        foreach (var target in (string[])
        [
            $"/{Tenant}/oauth2/v2.0/authorize?client_id=a&redirect_uri=http://localhost:1&response_type=code&state=b&nonce=c"
                + "&response_mode=form_post",
            $"/{Tenant}/v2.0/.well-known/openid-configuration", $"/{Tenant}/discovery/v2.0/keys",
            $"/common/discovery/instance?authorization_endpoint=a&api-version=1.1", "/metadata/endpoints?api-version=2022-09-01",
            "/adfs/az/.well-known/openid-configuration", "/devicelogin", "/discovery",
        ])
            yield return new RequestSeed("sign-in", "GET", target, null);
        yield return new RequestSeed("sign-in", "GET", "/metadata/identity/oauth2/token?resource=a&client_id=b", null,
            Headers: [("Metadata", "true")]);
        yield return new RequestSeed("sign-in", "GET", "/workload-identity/token?resource=a", null,
            Headers: [("X-IDENTITY-HEADER", "b")]);
        foreach (var target in (string[])
            ["me", "users", "groups", "servicePrincipals?$filter=displayName eq 'a'&$top=2&$select=id&$count=true",
                "applications", "organization",
             "directoryObjects/1", "servicePrincipals(appId='a')", "users/a@b"])
            yield return new RequestSeed("Graph", "GET", "/graph/v1.0/" + target.Replace(" ", "%20", StringComparison.Ordinal),
                Graph);
        yield return Text("Graph", "POST", "/graph/v1.0/directoryObjects/getByIds", Graph, """{"ids":["a"],"types":["user"]}""");
    }

    /// <summary>Requests for vaults and registries.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="registry">The registry.</param>
    public static IEnumerable<RequestSeed> Contents(string vault, string registry)
    {
        RequestSeed Vault(string method, string target, string? body = null) => new("vault", method,
            $"/vaults/{vault}/{target}{(target.Contains('?', StringComparison.Ordinal) ? "&" : "?")}api-version=7.4", KeyVault,
            body is null ? null : System.Text.Encoding.UTF8.GetBytes(body));
        yield return Vault("PUT", "secrets/a", """{"value":"b","tags":{"c":"d"},"contentType":"e","attributes":{"enabled":true,"exp":1900000000}}""");
        yield return Vault("GET", "secrets/a");
        yield return Vault("PATCH", "secrets/a", """{"attributes":{"enabled":true},"tags":{}}""");
        foreach (var target in (string[])
            ["secrets?maxresults=2", "secrets/a/versions", "deletedsecrets", "keys", "keys/k", "keys/k/rotationpolicy",
                "certificates",
             "certificates/c", "certificates/c/pending", "certificates/c/policy", "certificates/issuers"])
            yield return Vault("GET", target);
        yield return Vault("POST", "keys/k/create", """{"kty":"EC","crv":"P-256","key_ops":["sign","verify"],"attributes":{"enabled":true}}""");
        yield return Vault("PUT", "keys/i", """{"key":{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c","key_ops":["sign"]}}""");
        yield return Vault("POST", "keys/k/sign", """{"alg":"ES256","value":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649"}""");
        yield return Vault("POST", "keys/k/rotate");
        yield return Vault("POST", "keys/k/backup");
        yield return Vault("POST", "keys/restore", """{"value":"a"}""");
        yield return Vault("PUT", "keys/k/rotationpolicy",
            """{"lifetimeActions":[{"trigger":{"timeBeforeExpiry":"P30D"},"action":{"type":"Notify"}}],"attributes":{"expiryTime":"P90D"}}""");
        yield return Vault("POST", "certificates/c/create",
            """{"policy":{"key_props":{"kty":"EC","crv":"P-256","exportable":true},"x509_props":{"subject":"CN=a","sans":{"dns_names":["b"]},"validity_months":3},"issuer":{"name":"Self"}}}""");
        yield return Vault("POST", "certificates/c/import", """{"value":"a","pwd":"b","policy":{"secret_props":{"contentType":"application/x-pem-file"}}}""");
        yield return Vault("DELETE", "secrets/a-t1");
        RequestSeed Registry(string method, string target, string? body = null, string type = "application/json") =>
            new("registry", method,
            $"/registry/{registry}/{target}", Planes.Registry, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body),
                type);
        foreach (var target in (string[])
            ["v2/", "v2/_catalog?n=2", "acr/v1/_catalog", "v2/a/tags/list", "acr/v1/a/_tags?n=1&orderby=timedesc",
                "acr/v1/a/_manifests", "acr/v1/a",
             "v2/a/manifests/latest", "v2/a/blobs/sha256:" + "0", "oauth2/token?service=a&scope=repository:a:pull"])
            yield return Registry("GET", target);
        yield return Registry("POST", "v2/a/blobs/uploads/", "layer", "application/octet-stream");
        yield return Registry("PATCH", "v2/a/blobs/uploads/11111111-1111-1111-1111-111111111111", "layer",
            "application/octet-stream");
        yield return Registry("PUT", "v2/a/manifests/latest", """{"schemaVersion":2,"layers":[],"config":{}}""",
            "application/vnd.docker.distribution.manifest.v2+json");
        yield return Registry("PATCH", "acr/v1/a/_tags/latest", """{"writeEnabled":false}""");
        yield return Registry("POST", "oauth2/exchange", "grant_type=access_token&service=a&access_token=b", Form);
        yield return Registry("POST", "oauth2/token", "grant_type=refresh_token&service=a&refresh_token=b&scope=c", Form);
    }
}
