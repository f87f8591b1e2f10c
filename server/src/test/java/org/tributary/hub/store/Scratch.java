package org.tributary.hub.store;
import org.tributary.hub.store.index.*;
import java.util.*;
class Scratch {
    public static void main(String[] a) throws Exception {
        long t0=System.nanoTime();
        ResourceTypes.all();
        long t1=System.nanoTime();
        ParameterCatalog.shared().parametersOf("Patient");
        long t2=System.nanoTime();
        IndexExtractor.extract("Patient", tools.jackson.databind.json.JsonMapper.shared().readTree("{\"resourceType\":\"Patient\",\"id\":\"1\"}"));
        long t3=System.nanoTime();
        int n=0; Map<String,Integer> reasons=new TreeMap<>();
        for (String t: ResourceTypes.all()) for (var p: ParameterCatalog.shared().parametersOf(t).values()) {
            if (p instanceof ParameterDefinition.Unserved u) { reasons.merge(u.type()+" "+u.reason(),1,Integer::sum); if(!u.reason().contains("type ")&&!u.name().startsWith("_")) System.out.println(t+"."+u.name()+" "+u.type()+" "+u.reason()); }
            else n++;
        }
        long t4=System.nanoTime();
        System.out.println(n+" "+reasons);
        System.out.println((t1-t0)/1e6+" "+(t2-t1)/1e6+" "+(t3-t2)/1e6+" "+(t4-t3)/1e6);
    }
}
