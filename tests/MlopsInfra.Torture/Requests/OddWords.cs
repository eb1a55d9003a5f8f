namespace MlopsInfra.Torture.Requests;

/// <summary>What is put into requests in the place of something else.</summary>
internal static class OddWords
{
    /// <summary>Methods, and what is none.</summary>
    public static readonly string[] Methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "LOCK",
        "get", "X-Y"];

    /// <summary>Types of content.</summary>
    public static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-16", "text/plain", "application/xml", "multipart/form-data", "",
        "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "multipart/mixed", "application/x-protobuf", "a",
        "/", "application/json;;",
    ];

    /// <summary>Values of headers and parameters.</summary>
    public static readonly string[] Values =
    [
        "", " ", "-1", "0", "1", "99999999999999999999", "a", "é☃",
        "\u0001", "\u007f", "\"", "\"\"", "*", ",", ";", "=", "null",
        "true", "bytes=0-", "bytes=-5",
        "bytes=9-1", "bytes=99999999999999999999-", "bytes=a-b", "Mon, 01 Jan 2001 00:00:00 GMT", "yesterday", "2026-13-45",
        "2099-01-01T00:00:00Z", "P1D",
        "../../x", "https://localhost:1/x", "https://[", "/subscriptions/a", "YQ==", "YQ=", "name eq 'x'", "((", "x' or 1 eq 1",
        "%00", "%zz", "gzip", "chunked",
        "00000000-0000-0000-0000-000000000000", "W/\"1\"", "\"0x8D\"", "acquire", "15", "BlockBlob", "AppendBlob", "PageBlob",
        "Archive", "a=b&c", "a=%F0%9F%98%80",
    ];

    /// <summary>Headers that are read somewhere.</summary>
    public static readonly string[] Headers =
    [
        "x-ms-version", "x-ms-date", "x-ms-client-request-id", "x-ms-return-client-request-id", "x-ms-correlation-request-id",
        "x-ms-blob-type",
        "x-ms-blob-content-type", "x-ms-blob-content-md5", "x-ms-blob-content-disposition", "x-ms-blob-cache-control",
        "x-ms-meta-a", "x-ms-meta-1-2", "x-ms-tags",
        "x-ms-access-tier", "x-ms-lease-id", "x-ms-lease-action", "x-ms-lease-duration", "x-ms-proposed-lease-id",
        "x-ms-copy-source", "x-ms-source-range",
        "x-ms-range", "x-ms-if-tags", "x-ms-delete-snapshots", "x-ms-blob-condition-appendpos", "x-ms-blob-condition-maxsize",
        "x-ms-blob-public-access",
        "x-mlops-network", "x-mlops-service", "x-request-id", "azureml-model-deployment", "Range", "If-Match", "If-None-Match",
        "If-Modified-Since",
        "If-Unmodified-Since", "Content-MD5", "Content-Encoding", "Content-Range", "Accept", "Accept-Encoding", "Prefer",
        "Metadata", "Cookie", "Origin",
        "X-Forwarded-Host", "Expect", "Upgrade", "TE", "Docker-Upload-UUID", "Ocp-Apim-Subscription-Key", "x-ms-expiry-time",
        "x-ms-rehydrate-priority",
    ];

    /// <summary>Parameters of queries that are read somewhere.</summary>
    public static readonly string[] Parameters =
    [
        "api-version", "$filter", "$top", "$skip", "$skipToken", "$skiptoken", "$orderby", "$expand", "$select", "$maxpagesize",
        "$count", "comp", "restype",
        "include", "prefix", "marker", "maxresults", "delimiter", "snapshot", "versionid", "blockid", "blocklisttype", "where",
        "timeout", "sv", "sig", "se", "sp", "sr",
        "skoid", "n", "last", "orderby", "digest", "mount", "from", "service", "scope", "resource", "client_id", "path",
        "run_id", "experiment_id", "max_results",
        "page_token", "filter", "view_type", "listViewType", "tags", "tail", "force", "forceDelete", "query", "timespan",
        "listSkip", "latestVersionOnly", "name",
        "location", "scenario", "validating", "createVersion", "hash", "hashVersion", "type", "kind", "status", "orderBy",
        "detailLevel",
    ];

    /// <summary>Segments of paths.</summary>
    public static readonly string[] Segments =
    [
        "", ".", "..", "%00", "%2F", "%2f%2f", "%252e%252e", "%5c", "%C0%AE", "%ff", "é", "%F0%9F%98%80", "%0d%0aX:%20y", "*",
        "'", "%22", ";", ":", "@", "$",
        "a b", "-", "_", "versions", "latest", "default", "listKeys", "providers", "Microsoft.Storage", "subscriptions",
        "resourceGroups", "x-t2", "0", "-1",
        "sha256:zz", "m-1", "deletedsecrets", "Current", "(", "[", "{", "~", "#", "%3F", "locations", "westeurope", "operations",
        "CON", "con.",
    ];
}
