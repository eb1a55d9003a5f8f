using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>Answers that are plain text.</summary>
internal static class TextAnswer
{
    public static Task WriteAsync(RestRequest request, string text)
    {
        request.Http.Response.ContentType = "text/plain; charset=utf-8";
        return request.Http.Response.WriteAsync(text, request.Http.RequestAborted);
    }
}
