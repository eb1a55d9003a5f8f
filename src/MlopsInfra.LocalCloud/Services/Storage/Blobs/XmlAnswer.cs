using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Answers in the XML of the Blob service.</summary>
internal static class XmlAnswer
{
    public static async Task WriteAsync(RestRequest request, int status, XElement root)
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?>""");
        await using (var writer =
            XmlWriter.Create(text, new XmlWriterSettings { Async = true, OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            await root.SaveAsync(writer, request.Http.RequestAborted);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var response = request.Http.Response;
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, request.Http.RequestAborted);
    }

    public static async Task WriteErrorAsync(RestRequest request, StorageException exception)
    {
        request.Http.Response.Headers["x-ms-error-code"] = exception.Code;
        if (HttpMethods.IsHead(request.Method) || exception.Status == 304)
        {
            request.Http.Response.StatusCode = exception.Status;
            return;
        }

        await WriteAsync(request, exception.Status,
            new XElement("Error", new XElement("Code", exception.Code), new XElement("Message", exception.Message)));
    }
}
