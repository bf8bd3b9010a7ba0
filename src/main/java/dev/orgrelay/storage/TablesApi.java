package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The operations of Table Storage that are needed, and nothing else.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api">Table Storage REST API</a>
 */
@Path("")
@Produces("application/json;odata=nometadata")
@Consumes(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "DataServiceVersion", value = "3.0;NetFx")
@ClientHeaderParam(name = "MaxDataServiceVersion", value = "3.0;NetFx")
@ClientHeaderParam(name = "Prefer", value = "return-no-content")
interface TablesApi {

    String ENTITY = "{table}(PartitionKey='{partition}',RowKey='{row}')";

    /** Create Table. */
    @POST
    @Path("Tables")
    Uni<RestResponse<String>> createTable(ObjectNode table);

    /** Get Entity. */
    @GET
    @Path(ENTITY)
    Uni<RestResponse<String>> get(
            @PathParam("table") String table, @PathParam("partition") String partition, @PathParam("row") String row);

    /** Query Entities. */
    @GET
    @Path("{table}()")
    Uni<RestResponse<String>> query(@PathParam("table") String table, @RestQuery Map<String, String> options);

    /** The same, with the ETag of each entity among its properties. */
    @GET
    @Path("{table}()")
    @Produces("application/json;odata=minimalmetadata")
    Uni<RestResponse<String>> queryWithVersions(
            @PathParam("table") String table, @RestQuery Map<String, String> options);

    /** Perform entity group transactions. */
    @POST
    @Path("$batch")
    @Consumes(EntityGroup.MEDIA_TYPE)
    @Produces("multipart/mixed")
    Uni<RestResponse<String>> group(String requests);

    /** Insert Entity. */
    @POST
    @Path("{table}")
    Uni<RestResponse<String>> insert(@PathParam("table") String table, ObjectNode entity);

    /** Update Entity; without {@code ifMatch} Insert Or Replace Entity. */
    @PUT
    @Path(ENTITY)
    Uni<RestResponse<String>> replace(
            @PathParam("table") String table,
            @PathParam("partition") String partition,
            @PathParam("row") String row,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            ObjectNode entity);

    /** Merge Entity: properties that are not mentioned stay. */
    @PATCH
    @Path(ENTITY)
    Uni<RestResponse<String>> merge(
            @PathParam("table") String table,
            @PathParam("partition") String partition,
            @PathParam("row") String row,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            ObjectNode entity);

    /** Delete Entity. */
    @DELETE
    @Path(ENTITY)
    Uni<RestResponse<String>> delete(
            @PathParam("table") String table,
            @PathParam("partition") String partition,
            @PathParam("row") String row,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch);
}
